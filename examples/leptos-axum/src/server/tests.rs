//! The pages as the server sends them, without the client.

use std::sync::LazyLock;

use algomo_core::{VisitorAuth, VisitorSecret};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use leptos::server_fn::ServerFn;
use tower::ServiceExt;

use super::client::Client;
use super::sample_data;
use super::sessions::Sessions;
use super::settings::Widget;
use super::{Shop, router};
use crate::account::{LogIn, LogOut};

const SECRET: &str = "a secret of thirty-two bytes or so";

/// One for all tests: while a router lists the app's routes, no resource of the whole process loads.
static SHOP: LazyLock<Router> = LazyLock::new(|| {
    let secret = VisitorSecret::new(SECRET).expect("the secret is long enough");
    router(Shop {
        auth: VisitorAuth::new(secret),
        has_context: true,
        sessions: Sessions::of(sample_data::samples()),
        widget: Widget::StandIn,
        client: Client::beside_the_server(),
    })
});

async fn answer(request: Request<Body>) -> Response<Body> {
    SHOP.clone().oneshot(request).await.expect("the router answers everything")
}

/// Sends a form that changes the visitor, and returns the new cookie.
async fn send(path: &str, cookie: &str, form: String) -> String {
    let request = Request::post(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .header(header::COOKIE, cookie);
    let response = answer(request.body(form.into()).unwrap()).await;
    assert!(response.headers()["clear-site-data"].to_str().unwrap().contains("prefetchCache"));
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

/// Logs in, and returns the cookie.
async fn log_in(user: &str) -> String {
    send("/log-in", "", format!("user={user}")).await
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
    let members = [("ada", "customer-1042"), ("hanako", "1189372650418372611")];
    let paths = [
        "/",
        "/body/in-order",
        "/late/async",
        "/awaited/out-of-order",
        "/islands/inside",
        "/islands/resource",
    ];
    for (path, (user, id)) in paths.iter().flat_map(|path| members.map(|member| (path, member))) {
        let cookie = log_in(user).await;
        let (response, html) = page(path, &cookie).await;
        let token =
            html.split("\"visitorToken\":\"").nth(1).and_then(|rest| rest.split('"').next());
        let auth = VisitorAuth::new(VisitorSecret::new(SECRET).expect("long enough"));
        let visitor = auth.verify(token.expect("a token")).expect("a good token");
        assert_eq!(visitor.id().to_string(), id, "{path}");
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
async fn other_sites_log_nobody_in_or_out() {
    let functions = [LogIn::PATH, LogOut::PATH];
    for (log_in_path, log_out_path) in [("/log-in", "/log-out"), functions.into()] {
        for (site, is_refused) in
            [("cross-site", true), ("same-site", true), ("none", false), ("same-origin", false)]
        {
            let member = log_in("ada").await;
            for (path, form, cookie) in
                [(log_in_path, "user=hanako", ""), (log_out_path, "", member.as_str())]
            {
                let request = Request::post(path)
                    .header("content-type", "application/x-www-form-urlencoded")
                    .header(header::COOKIE, cookie)
                    .header("sec-fetch-site", site);
                let response = answer(request.body(form.into()).unwrap()).await;
                assert_eq!(response.status() == StatusCode::FORBIDDEN, is_refused, "{path} {site}");
                let changes_the_session = response.headers().contains_key(header::SET_COOKIE);
                assert_eq!(changes_the_session, !is_refused, "{path} {site}");
            }
            let (_, html) = page("/", &member).await;
            assert_eq!(html.contains("visitorToken"), is_refused, "{log_out_path} {site}");
        }
    }
}

#[tokio::test]
async fn after_the_log_out_the_visitor_is_a_guest() {
    let member = log_in("ada").await;
    let (_, html) = page("/", &member).await;
    assert!(html.contains("visitorToken"));
    let removed = send("/log-out", &member, String::new()).await;
    // The old cookie names no session any more.
    for cookie in [member, removed] {
        let (_, html) = page("/", &cookie).await;
        assert!(!html.contains("visitorToken") && html.contains("Log in as"));
    }
}
