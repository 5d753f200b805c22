//! The table of requests that both crates answer alike.

use algomo_axum::{Algomo, AlgomoLayer, settings_script};
use algomo_core::AlgomoVisitor;
use axum::Extension;
use axum::Router;
use axum::body::Body;
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode};
use axum::response::Response;
use axum::routing::get;
use web_cases::{
    A, Answer, Case, Events, Nonce, OtherNonce, ScriptCase, TheNonce, auth, auth_of_host, cases,
    handle, script_cases,
};

use crate::common::ask;

web_cases::extractor!(Extractor(Algomo));

fn router(case: &Case) -> Router {
    let steps = case.steps.clone();
    let page = async move |algomo: Algomo| into_response(&handle(&Extractor(algomo), &steps));
    let mut router = Router::new().route("/", get(page));
    for _ in 0..case.layers {
        router = router.layer(layer(case));
    }
    match case.nonce {
        Nonce::Extension(Some(nonce)) => router.layer(Extension(TheNonce(nonce.into()))),
        Nonce::OtherExtension(nonce) => router.layer(Extension(OtherNonce(nonce.into()))),
        _ => router,
    }
}

fn layer(case: &Case) -> AlgomoLayer {
    let layer = if case.tenants {
        AlgomoLayer::from_fn(|parts| auth_of_host(parts.headers.get("host")?.to_str().ok()?))
    } else {
        AlgomoLayer::new(auth(A))
    };
    let layer = match case.nonce {
        Nonce::Unused => layer,
        Nonce::Extension(_) | Nonce::OtherExtension(_) => layer.nonce_from_extension::<TheNonce>(),
        Nonce::Function(nonce) => layer.nonce_from_fn(move |_| nonce),
    };
    match case.vary_by {
        Some(names) => layer.vary_by(names.iter().copied().map(HeaderName::from_static)),
        None => layer,
    }
}

fn into_response(answer: &Answer) -> Response {
    let mut response = Response::builder().status(answer.status);
    for (name, value) in &answer.headers {
        response = response.header(name, value);
    }
    response.body(Body::from(answer.body.clone())).expect("a good response")
}

#[tokio::test]
async fn pages() {
    for case in cases() {
        let request = Request::get("/").header("host", case.host).body(Body::empty());
        case.check(&ask(&router(&case), request.expect("a good request")).await);
    }
}

#[derive(Debug, AlgomoVisitor)]
#[algomo(transparent)]
struct Session(web_cases::Session);

impl<S: Sync> FromRequestParts<S> for Session {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        let header = parts.headers["session"].to_str().expect("ASCII");
        let session = web_cases::Session::of(header);
        session.map(Self).map_err(|status| StatusCode::from_u16(status).expect("a status"))
    }
}

fn script_router(case: &ScriptCase) -> Router {
    let router = Router::new().route("/settings.js", get(settings_script::<Session>));
    let layer = AlgomoLayer::new(auth(A));
    match (case.has_layer, case.nonce_is_missing) {
        (false, _) => router,
        (true, false) => router.layer(layer),
        (true, true) => router.layer(layer.nonce_from_extension::<TheNonce>()),
    }
}

#[tokio::test]
async fn scripts() {
    for case in script_cases() {
        let mut request = Request::get("/settings.js").header("session", case.session);
        for &site in &case.sites {
            request = request.header("sec-fetch-site", site);
        }
        let request = request.body(Body::empty()).expect("a good request");
        let (events, _guard) = Events::record();
        let answer = ask(&script_router(&case), request).await;
        case.check(&answer, &events.text());
    }
}
