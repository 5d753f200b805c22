//! What a browser does not show.

use std::path::Path;
use std::time::{Duration, SystemTime};

use algomo_core::{VisitorAuth, VisitorSecret};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header, request};
use axum::response::Response;
use tower::ServiceExt;

use crate::database::Database;
use crate::settings::{Settings, Widget};
use crate::{router, sessions};

fn app(path: Option<&Path>, change: impl FnOnce(VisitorAuth) -> VisitorAuth) -> Router {
    let secret = sessions::random_text::<32>().expect("randomness");
    let auth = VisitorAuth::new(VisitorSecret::new(secret).expect("long enough"))
        .with_widget_id(standin_widget::WIDGET_ID)
        .and_then(|auth| auth.with_loader_url(standin_widget::SCRIPT_PATH))
        .expect("a widget");
    router(Settings {
        auth: change(auth),
        widget: Widget::StandIn,
        database: Database::open(path).expect("a database"),
        session_seconds: 60,
        port: 0,
    })
}

async fn ask(app: &Router, request: request::Builder, body: &'static str) -> Response {
    let request = request
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .expect("a good request");
    app.clone().oneshot(request).await.expect("a router never fails")
}

/// Logs somebody in, and returns their cookie.
async fn log_in(app: &Router, form: &'static str) -> String {
    let response = ask(app, Request::post("/log-in"), form).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert!(
        response.headers()["clear-site-data"].to_str().expect("text").contains("prefetchCache")
    );
    let cookie = response.headers()[header::SET_COOKIE].to_str().expect("text");
    assert!(cookie.contains("; HttpOnly; SameSite=Lax; Path=/"), "{cookie}");
    cookie.split(';').next().expect("a pair").to_owned()
}

fn get(path: &str, cookie: &str) -> request::Builder {
    Request::get(path).header(header::COOKIE, cookie)
}

async fn text(response: Response) -> String {
    let body = to_bytes(response.into_body(), 64 * 1024).await.expect("a short page");
    String::from_utf8(body.into()).expect("UTF-8")
}

#[tokio::test]
async fn a_member_is_in_the_page_until_the_log_out() {
    let app = app(None, |auth| auth);
    for (form, name) in [("user=ada", "Ada Lovelace"), ("user=hanako", "山田 花子")] {
        let cookie = log_in(&app, form).await;
        for path in ["/", "/orders"] {
            let page = text(ask(&app, get(path, &cookie), "").await).await;
            assert!(page.contains("visitorToken") && page.contains(name), "{page}");
        }
        let log_out = Request::post("/log-out").header(header::COOKIE, &cookie);
        let response = ask(&app, log_out, "").await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        assert!(response.headers().contains_key("clear-site-data"));
        assert!(response.headers().contains_key(header::SET_COOKIE));
        let page = text(ask(&app, get("/", &cookie), "").await).await;
        assert!(page.contains("Log in as") && !page.contains("visitorToken"));
    }
}

#[tokio::test]
async fn other_sites_log_nobody_in_or_out() {
    let app = app(None, |auth| auth);
    let cookie = log_in(&app, "user=ada").await;
    for (site, status) in [
        ("cross-site", StatusCode::FORBIDDEN),
        ("same-site", StatusCode::FORBIDDEN),
        ("none", StatusCode::SEE_OTHER),
        ("same-origin", StatusCode::SEE_OTHER),
    ] {
        let post = |path| Request::post(path).header("sec-fetch-site", site);
        let response = ask(&app, post("/log-in"), "user=hanako").await;
        assert_eq!(response.status(), status, "{site}");
        assert_eq!(response.headers().contains_key(header::SET_COOKIE), status.is_redirection());
        let log_out = post("/log-out").header(header::COOKIE, &cookie);
        assert_eq!(ask(&app, log_out, "").await.status(), status, "{site}");
        let page = text(ask(&app, get("/", &cookie), "").await).await;
        let is_logged_in = page.contains("visitorToken");
        assert_eq!(is_logged_in, status == StatusCode::FORBIDDEN, "{site}");
    }
}

#[tokio::test]
async fn a_log_in_that_fails_logs_nobody_out() {
    let app = app(None, |auth| auth);
    let cookie = log_in(&app, "user=ada").await;
    for (form, status, is_logged_in) in [
        ("user=nobody", StatusCode::UNPROCESSABLE_ENTITY, true),
        ("user=hanako", StatusCode::SEE_OTHER, false),
    ] {
        let request = Request::post("/log-in").header(header::COOKIE, &cookie);
        assert_eq!(ask(&app, request, form).await.status(), status);
        let page = text(ask(&app, get("/", &cookie), "").await).await;
        assert_eq!(page.contains("visitorToken"), is_logged_in, "{form}");
    }
}

#[tokio::test]
async fn an_expired_session_is_a_log_out() {
    let app = app(None, |auth| auth);
    for is_htmx in [true, false] {
        for cookie in [Some("session=expired"), None] {
            let mut request = Request::get("/orders");
            if let Some(cookie) = cookie {
                request = request.header(header::COOKIE, cookie);
            }
            if is_htmx {
                request = request.header("hx-request", "true");
            }
            let response = ask(&app, request, "").await;
            let (status, name) = if is_htmx {
                (StatusCode::OK, "hx-redirect")
            } else {
                (StatusCode::SEE_OTHER, "location")
            };
            assert_eq!(response.status(), status);
            assert_eq!(response.headers()[name], "/");
            assert_eq!(response.headers()["cache-control"], "no-store");
            for name in ["clear-site-data", "set-cookie"] {
                assert_eq!(response.headers().contains_key(name), cookie.is_some(), "{name}");
            }
        }
    }
}

#[tokio::test]
async fn who_may_be_cached() {
    let app = app(None, |auth| auth);
    let cookie = log_in(&app, "user=ada").await;
    for (path, cookie, cache_control, vary) in [
        ("/", &*cookie, Some("private, no-store"), None),
        ("/orders", &cookie, Some("private, no-store"), None),
        ("/", "", None, Some("Cookie")),
        ("/help", &cookie, Some("public, max-age=60"), None),
        ("/help", "", Some("public, max-age=60"), None),
        ("/style.css", &cookie, Some("max-age=60"), None),
    ] {
        let response = ask(&app, get(path, cookie), "").await;
        assert_eq!(response.status(), StatusCode::OK);
        let header = |name| response.headers().get(name).map(|value| value.to_str().expect("text"));
        assert_eq!(header("cache-control"), cache_control, "{path}");
        assert_eq!(header("vary"), vary, "{path}");
    }
}

#[tokio::test]
async fn a_page_for_caches_has_no_nonce_and_no_visitor() {
    let app = app(None, |auth| auth);
    let cookie = log_in(&app, "user=ada").await;
    let response = ask(&app, get("/help", &cookie), "").await;
    let policy = response.headers()["content-security-policy"].to_str().expect("text").to_owned();
    assert!(policy.contains("script-src 'self';") && !policy.contains("nonce"), "{policy}");
    let members = text(response).await;
    assert!(!members.contains("Ada") && !members.contains("visitorToken"));
    assert_eq!(members, text(ask(&app, get("/help", ""), "").await).await);

    let script = get("/settings.js", &cookie).header("sec-fetch-site", "same-origin");
    assert!(text(ask(&app, script, "").await).await.contains("visitorToken"));
    let script = get("/settings.js", &cookie).header("sec-fetch-site", "same-site");
    assert_eq!(ask(&app, script, "").await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_expired_session_needs_a_full_page_load() {
    let app = app(None, |auth| auth);
    let response = ask(&app, get("/orders", "session=long-gone"), "").await;
    assert_eq!(response.headers()["location"], "/");
    let htmx = get("/orders", "session=long-gone").header("hx-request", "true");
    let response = ask(&app, htmx, "").await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["hx-redirect"], "/");
}

#[tokio::test]
async fn sessions_outlive_a_restart() {
    let path = std::env::temp_dir().join(format!("example-askama-axum-{}.db", std::process::id()));
    let cookie = log_in(&app(Some(&path), |auth| auth), "user=ada").await;
    let page = text(ask(&app(Some(&path), |auth| auth), get("/", &cookie), "").await).await;
    std::fs::remove_file(&path).expect("the database is there");
    assert!(page.contains("Ada Lovelace") && page.contains("visitorToken"));
}

async fn assert_is_broken(response: Response) {
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    let page = text(response).await;
    assert!(page.contains("Something went wrong") && !page.contains("Ada"), "{page}");
}

#[tokio::test]
async fn a_token_that_cannot_be_minted_leaves_a_page_without_claims() {
    let app = app(None, |auth| auth.with_clock(|| SystemTime::UNIX_EPOCH - Duration::from_secs(1)));
    let cookie = log_in(&app, "user=ada").await;
    assert_is_broken(ask(&app, get("/", &cookie), "").await).await;

    // A guest needs no token.
    assert_eq!(ask(&app, Request::get("/"), "").await.status(), StatusCode::OK);
}

/// Somebody else has altered the database.
#[tokio::test]
async fn a_database_that_fails_leaves_a_page_without_claims() {
    let path = std::env::temp_dir().join(format!("example-broken-{}.db", std::process::id()));
    let app = app(Some(&path), |auth| auth);
    let cookie = log_in(&app, "user=ada").await;
    let other = rusqlite::Connection::open(&path).expect("a database");
    other.execute_batch("DROP TABLE sessions").expect("it may");
    let page = ask(&app, get("/", &cookie), "").await;
    let script = get("/settings.js", &cookie).header("sec-fetch-site", "same-origin");
    let script = ask(&app, script, "").await;
    std::fs::remove_file(&path).expect("the database is there");
    assert_is_broken(page).await;

    assert_eq!(script.status(), StatusCode::OK);
    let script = text(script).await;
    assert!(script.contains("could not read their session") && !script.contains("visitorToken"));
}

#[tokio::test]
async fn an_unknown_user_cannot_log_in() {
    let app = app(None, |auth| auth);
    let response = ask(&app, Request::post("/log-in"), "user=nobody").await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(response.headers().get(header::SET_COOKIE), None);
}
