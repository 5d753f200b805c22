//! The pages as the server sends them, without the client.

use std::sync::LazyLock;

use algomo_core::{VisitorAuth, VisitorSecret};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, header};
use tower::ServiceExt;

use super::client::Client;
use super::sessions::Sessions;
use super::settings::Widget;
use super::{Shop, router};

const SECRET: &str = "a secret of thirty-two bytes or so";

/// One for all tests: while a router lists the app's routes, no resource of the whole process loads.
static SHOP: LazyLock<Router> = LazyLock::new(|| {
    let secret = VisitorSecret::new(SECRET).expect("the secret is long enough");
    router(Shop {
        auth: VisitorAuth::new(secret),
        has_context: true,
        sessions: Sessions::default(),
        widget: Widget::StandIn,
        client: Client::beside_the_server(),
    })
});

async fn answer(request: Request<Body>) -> Response<Body> {
    SHOP.clone().oneshot(request).await.expect("the router answers everything")
}

/// Sends a form that changes the visitor, and returns the new cookie.
async fn send(path: &str, cookie: &str, form: &'static str) -> String {
    let request = Request::post(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .header(header::COOKIE, cookie);
    let response = answer(request.body(form.into()).unwrap()).await;
    assert!(response.headers()["clear-site-data"].to_str().unwrap().contains("prefetchCache"));
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

/// Logs in as Ada, and returns the cookie.
async fn log_in() -> String {
    send("/log-in", "", "user=ada").await
}

async fn page(path: &str, cookie: &str) -> (Response<()>, String) {
    let request = Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap();
    let (parts, body) = answer(request).await.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    (Response::from_parts(parts, ()), String::from_utf8(body.to_vec()).unwrap())
}

/// What `cargo run` shows to somebody who has not built the client.
#[tokio::test]
async fn the_server_alone_renders_the_settings() {
    let cookie = log_in().await;
    for path in [
        "/",
        "/body/in-order",
        "/late/async",
        "/awaited/out-of-order",
        "/islands/inside",
        "/islands/resource",
    ] {
        let (response, html) = page(path, &cookie).await;
        assert_eq!(response.headers()[header::CACHE_CONTROL], "private, no-store", "{path}");
        assert_eq!(html.matches("window.algomoSettings = {\"visitorToken\"").count(), 1, "{path}");
        assert!(!html.contains("/pkg/"), "no client is beside this test: {path}");
        assert!(!html.contains("argon2") && !html.contains(SECRET), "{path}");
    }
}

#[tokio::test]
async fn a_guest_gets_no_token() {
    let (response, html) = page("/", "session=of-nobody").await;
    assert!(response.headers().get(header::CACHE_CONTROL).is_none());
    assert!(!html.contains("visitorToken"));
    assert!(html.contains("Log in as"));
}

#[tokio::test]
async fn after_the_log_out_the_visitor_is_a_guest() {
    let member = log_in().await;
    let (_, html) = page("/", &member).await;
    assert!(html.contains("visitorToken"));
    let removed = send("/log-out", &member, "").await;
    // The old cookie names no session any more.
    for cookie in [member, removed] {
        let (_, html) = page("/", &cookie).await;
        assert!(!html.contains("visitorToken") && html.contains("Log in as"));
    }
}
