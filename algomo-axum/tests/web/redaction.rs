//! What the crate's types show, and what it logs.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::sync::{Arc, Mutex};

use algomo_axum::{Algomo, AlgomoLayer, ScriptRequest};
use axum::Router;
use axum::extract::{FromRequestParts, Request};
use axum::routing::get;
use tower::{Layer, Service, service_fn};
use web_cases::{A, Events, PRIVATE, Shown, Who, assert_redacted, auth};

use crate::common::{Session, ask, request};

const NONCE: &str = "Zm9ydHktdHdvLW5vbmNl";

fn layer() -> AlgomoLayer {
    AlgomoLayer::new(auth(A)).nonce_from_fn(|_| Some(NONCE))
}

/// The values that a handler has after it has minted a token.
async fn of_a_handler() -> Vec<Shown> {
    let shown = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&shown);
    let handler = async move |algomo: Algomo, script: ScriptRequest<Session>| {
        let user = || Who::Member(1).user();
        algomo.settings(user()).expect("a good user");
        algomo.token(user()).expect("a good user");
        seen.lock().expect("no panic").extend([Shown::of(&algomo), Shown::of(&script)]);
    };
    let router = Router::new().route("/", get(handler)).layer(layer());
    for site in ["same-origin", "cross-site"] {
        let mut request = request("/", Some(1));
        request.headers_mut().insert("sec-fetch-site", site.parse().expect("a value"));
        assert_eq!(ask(&router, request).await.status, 200);
    }
    std::mem::take(&mut shown.lock().expect("no panic"))
}

#[tokio::test]
async fn no_type_shows_a_secret_a_token_a_nonce_or_a_claim() {
    let (events, _guard) = Events::record();
    let mut shown = of_a_handler().await;
    assert_eq!(shown.len(), 4);
    let mut parts = request("/", None).into_parts().0;
    let missing = Algomo::from_request_parts(&mut parts, &()).await.expect_err("there is no layer");
    shown.extend([Shown::of(&layer()), Shown::with_display(&missing)]);
    let mut service = layer().layer(service_fn(|_: Request| -> Ready<Result<_, Infallible>> {
        ready(Ok(axum::http::Response::new("")))
    }));
    shown.extend([Shown::of(&service), Shown::of(&service.call(request("/", Some(1))))]);
    let private: Vec<_> = PRIVATE.into_iter().chain([NONCE]).collect();
    assert_redacted("algomo-axum", &shown, &[], &private);
    assert_eq!(events.text(), "");
}
