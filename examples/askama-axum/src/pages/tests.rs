//! What a browser does not show: the page when a token cannot be minted.

use std::time::{Duration, SystemTime};

use algomo_core::{VisitorAuth, VisitorSecret};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header, request};
use axum::response::Response;
use tower::ServiceExt;

use crate::sessions::Sessions;
use crate::{App, Widget, random_text, router};

fn app(auth: impl FnOnce(VisitorAuth) -> VisitorAuth) -> App {
    let secret = VisitorSecret::new(random_text::<32>()).expect("long enough");
    App {
        auth: auth(VisitorAuth::new(secret)),
        sessions: Sessions::default(),
        widget: Widget::StandIn,
    }
}

async fn ask(app: &App, request: request::Builder, body: &'static str) -> Response {
    let request = request
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .expect("a good request");
    router(app.clone()).oneshot(request).await.expect("a router never fails")
}

/// Logs Ada in, and returns her cookie.
async fn log_in(app: &App) -> String {
    let response = ask(app, Request::post("/log-in"), "user=ada").await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let cookie = response.headers()[header::SET_COOKIE].to_str().expect("text");
    assert!(cookie.contains("; HttpOnly; SameSite=Lax; Path=/"), "{cookie}");
    cookie.split(';').next().expect("a pair").to_owned()
}

async fn text(response: Response) -> String {
    let body = to_bytes(response.into_body(), 64 * 1024).await.expect("a short page");
    String::from_utf8(body.into()).expect("UTF-8")
}

#[tokio::test]
async fn a_member_is_in_the_page_until_the_log_out() {
    let app = app(|auth| auth);
    let cookie = log_in(&app).await;
    let home = || Request::get("/").header(header::COOKIE, &cookie);
    assert!(text(ask(&app, home(), "").await).await.contains("visitorToken"));

    let log_out = Request::post("/log-out").header(header::COOKIE, &cookie);
    assert_eq!(ask(&app, log_out, "").await.status(), StatusCode::SEE_OTHER);
    let page = text(ask(&app, home(), "").await).await;
    assert!(page.contains("Log in as") && !page.contains("visitorToken"));
}

#[tokio::test]
async fn a_token_that_cannot_be_minted_leaves_a_page_without_claims() {
    let app = app(|auth| auth.with_clock(|| SystemTime::UNIX_EPOCH - Duration::from_secs(1)));
    let cookie = log_in(&app).await;
    let response = ask(&app, Request::get("/").header(header::COOKIE, &cookie), "").await;
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(response.headers()[header::CACHE_CONTROL], "private, no-store");
    let page = text(response).await;
    assert!(page.contains("Something went wrong") && !page.contains("Ada"));

    // A guest needs no token.
    assert_eq!(ask(&app, Request::get("/"), "").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_unknown_user_cannot_log_in() {
    let app = app(|auth| auth);
    let response = ask(&app, Request::post("/log-in"), "user=nobody").await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(response.headers().get(header::SET_COOKIE), None);
}
