//! Pages whose script attributes and nonce are the request's own text.

use algomo_axum::{Algomo, AlgomoLayer};
use algomo_core::VisitorAuth;
use axum::Router;
use axum::extract::Query;
use axum::http::request::Parts;
use axum::response::Response;
use axum::routing::get;

use crate::App;
use crate::pages::{Page, html};
use crate::sessions::Session;

pub(crate) fn routes(app: &App) -> Router<App> {
    let auth = app.auth.clone();
    let attributes = AlgomoLayer::from_fn(move |parts| with_attributes(&auth, parts));
    let nonce = AlgomoLayer::new(app.auth.clone()).nonce_from_fn(nonce);
    let with_attributes = Router::new().route("/attributes", get(page)).layer(attributes);
    Router::new().route("/nonce", get(page)).layer(nonce).merge(with_attributes)
}

fn query(parts: &Parts) -> Option<Vec<(String, String)>> {
    Query::try_from_uri(&parts.uri).ok().map(|Query(pairs)| pairs)
}

fn with_attributes(auth: &VisitorAuth, parts: &Parts) -> Option<VisitorAuth> {
    auth.clone().with_script_attributes(query(parts)?).ok()
}

fn nonce(parts: &Parts) -> Option<String> {
    query(parts)?.into_iter().find_map(|(name, value)| (name == "nonce").then_some(value))
}

async fn page(algomo: Algomo, session: Session) -> Response {
    html(&Page::inline(&session, algomo))
}
