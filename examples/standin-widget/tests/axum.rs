//! The two routes, asked without a network.

use std::time::{Duration, SystemTime};

use algomo_core::{AlgomoVisitor, Visitor, VisitorAuth, VisitorSecret};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};
use standin_widget::{HANDSHAKE_PATH, MAX_BODY_BYTES, SCRIPT_PATH, router};
use tower::ServiceExt;

struct User;

impl AlgomoVisitor for User {
    fn visitor(&self) -> Option<Visitor<'_>> {
        Some(Visitor::new(1_189_372_650_418_372_611_u64).name("</script>山"))
    }
}

fn auth() -> VisitorAuth {
    VisitorAuth::new(
        VisitorSecret::new("a secret for these tests, over 32 bytes").expect("long enough"),
    )
}

fn token(auth: &VisitorAuth) -> String {
    auth.token(User).expect("a good user").expect("a known one").to_string()
}

async fn ask(request: Request<Body>) -> Response {
    let app: Router = router(auth());
    app.oneshot(request).await.expect("a router never fails")
}

async fn hand_over(body: impl Into<Body>) -> (StatusCode, Value) {
    let request = Request::post(HANDSHAKE_PATH)
        .header(header::CONTENT_TYPE, "application/json")
        .body(body.into())
        .expect("a good request");
    let response = ask(request).await;
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    let status = response.status();
    let body = to_bytes(response.into_body(), 64 * 1024).await.expect("a short body");
    (status, serde_json::from_slice(&body).expect("always JSON"))
}

#[tokio::test]
async fn a_good_token_is_told_who_it_stands_for() {
    for key in ["visitorToken", "authToken"] {
        let (status, mut answer) = hand_over(json!({ key: token(&auth()) }).to_string()).await;
        assert_eq!(status, StatusCode::OK);
        let exp = answer["claims"]["exp"].take().as_u64().expect("a number");
        let now = SystemTime::UNIX_EPOCH.elapsed().expect("after 1970").as_secs();
        assert!((now..=now + 30).contains(&exp));
        let claims = json!({ "id": "1189372650418372611", "name": "</script>山", "exp": null });
        assert_eq!(answer, json!({ "ok": true, "claims": claims }));
    }
}

#[tokio::test]
async fn a_bad_token_is_refused_with_the_reason() {
    let an_hour_ago = auth().with_clock(|| SystemTime::now() - Duration::from_secs(3600));
    let other_secret =
        VisitorSecret::new("another secret for these tests, over 32").expect("long enough");
    let cases = [
        (token(&an_hour_ago), "expired"),
        (token(&VisitorAuth::new(other_secret)), "signature"),
        ("no.token".to_owned(), ""),
        (String::new(), ""),
    ];
    for (token, expected) in cases {
        let (status, answer) = hand_over(json!({ "visitorToken": token }).to_string()).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(answer["ok"], false);
        assert_eq!(answer.get("claims"), None);
        let reason = answer["reason"].as_str().expect("a reason").to_lowercase();
        assert!(reason.contains(expected) && !reason.is_empty(), "{reason}");
    }
}

#[tokio::test]
async fn what_is_no_handshake_is_refused() {
    let token = token(&auth());
    let too_long = "a".repeat(MAX_BODY_BYTES);
    let cases = [
        "{".to_owned(),
        "{}".to_owned(),
        json!({ "token": token }).to_string(),
        json!({ "visitorToken": 1 }).to_string(),
        json!({ "visitorToken": token, "authToken": token }).to_string(),
        json!({ "visitorToken": too_long }).to_string(),
    ];
    for body in cases {
        let expect_too_large = body.len() > MAX_BODY_BYTES;
        let (status, answer) = hand_over(body).await;
        assert!(status.is_client_error(), "{answer}");
        assert_eq!(status == StatusCode::PAYLOAD_TOO_LARGE, expect_too_large, "{answer}");
        assert_eq!(answer["ok"], false, "{answer}");
    }
}

#[tokio::test]
async fn the_script_knows_the_handshake() {
    let request = Request::get(SCRIPT_PATH).body(Body::empty()).expect("a good request");
    let response = ask(request).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
    let body = to_bytes(response.into_body(), 64 * 1024).await.expect("a short body");
    let script = std::str::from_utf8(&body).expect("UTF-8");
    assert!(script.contains(&format!("\"{HANDSHAKE_PATH}\"")));
    assert!(!script.contains("innerHTML"));
}
