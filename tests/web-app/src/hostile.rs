//! Pages of two template engines whose script attributes and nonce are the request's own text.

use algomo_axum::{Algomo, AlgomoLayer};
use algomo_core::VisitorAuth;
use axum::Router;
use axum::extract::Query;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use maud::{DOCTYPE, PreEscaped};

use crate::App;
use crate::pages::{Page, failure, html};
use crate::sessions::Session;

pub(crate) fn routes(app: &App) -> Router<App> {
    let auth = app.auth.clone();
    let attributes = AlgomoLayer::from_fn(move |parts| with_attributes(&auth, parts));
    let nonce = AlgomoLayer::new(app.auth.clone()).nonce_from_fn(nonce);
    let engines =
        || Router::new().route("/askama", get(askama_page)).route("/maud", get(maud_page));
    Router::new()
        .nest("/attributes", engines().layer(attributes))
        .nest("/nonce", engines().layer(nonce))
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

async fn askama_page(algomo: Algomo, session: Session) -> Response {
    html(&Page::inline(&session, algomo))
}

async fn maud_page(algomo: Algomo, session: Session) -> Response {
    let settings = match algomo.settings(&session) {
        Ok(settings) => PreEscaped(String::from(settings)),
        Err(error) => return failure(&error),
    };
    let page = maud::html! {
        (DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; title { "page" } (settings) }
            body { p { "You are " bdi id="who" { (session.name()) } "." } }
        }
    };
    Html(page.into_string()).into_response()
}
