//! The app, asked without a network.

use actix_http::Request;
use actix_web::App;
use actix_web::body::{MessageBody, to_bytes};
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, call_service, init_service};
use actix_web::web::Data;
use algomo_actix::{AlgomoMiddleware, CspNonce};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::sessions::Sessions;
use crate::{configure, mint, policy};

/// The app as `main` builds it.
macro_rules! app {
    () => {{
        let (auth, widget) = mint().expect("a mint");
        let app = App::new()
            .configure(configure(&auth, widget, &Data::new(Sessions::default())))
            .wrap(AlgomoMiddleware::new(auth).nonce_from_extension::<CspNonce>())
            .wrap(from_fn(policy));
        init_service(app).await
    }};
}

struct Answer {
    status: StatusCode,
    headers: Vec<(String, String)>,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

async fn ask<S, B>(app: &S, request: TestRequest) -> Answer
where
    S: Service<Request, Response = ServiceResponse<B>, Error = actix_web::Error>,
    B: MessageBody,
{
    let response = call_service(app, request.to_request()).await;
    let status = response.status();
    let line = |(name, value): (
        &actix_web::http::header::HeaderName,
        &actix_web::http::header::HeaderValue,
    )| { (name.to_string(), value.to_str().expect("ASCII").to_owned()) };
    let headers = response.headers().iter().map(line).collect();
    let body = to_bytes(response.into_body()).await.unwrap_or_else(|_| panic!("a whole body"));
    Answer { status, headers, body: String::from_utf8(body.into()).expect("UTF-8") }
}

/// Logs somebody in, and returns their cookie.
macro_rules! log_in {
    ($app:expr, $name:expr) => {{
        let form = TestRequest::post().uri("/log-in").set_form([("name", $name)]);
        let answer = ask(&$app, form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(answer.header("clear-site-data").is_some());
        let cookie = answer.header("set-cookie").expect("a cookie");
        assert!(cookie.contains("HttpOnly; SameSite=Lax; Path=/"), "{cookie}");
        cookie.split(';').next().expect("a pair").to_owned()
    }};
}

fn get(path: &str, cookie: &str) -> TestRequest {
    TestRequest::get().uri(path).insert_header(("cookie", cookie))
}

#[actix_web::test]
async fn a_member_is_in_the_page_until_the_log_out() {
    let app = app!();
    for (name, escaped) in [("Ada", "Ada"), ("<b>", "&lt;b&gt;"), ("山田 花子", "山田 花子")]
    {
        let cookie = log_in!(app, name);
        let page = ask(&app, get("/", &cookie)).await;
        assert_eq!(page.header("cache-control"), Some("private, no-store"));
        assert!(page.body.contains("visitorToken") && page.body.contains(escaped), "{}", page.body);
        let policy = page.header("content-security-policy").expect("a policy");
        let nonce = policy.split('\'').nth(1).and_then(|text| text.strip_prefix("nonce-"));
        let attribute = format!("<script nonce=\"{}\"", nonce.expect("a nonce"));
        assert_eq!(page.body.matches(&attribute).count(), 2, "{}", page.body);

        let log_out =
            TestRequest::post().uri("/log-out").insert_header(("cookie", cookie.as_str()));
        assert!(ask(&app, log_out).await.header("clear-site-data").is_some());
        let page = ask(&app, get("/", &cookie)).await;
        assert_eq!((page.header("cache-control"), page.header("vary")), (None, Some("Cookie")));
        assert!(page.body.contains("Who are you?") && !page.body.contains("visitorToken"));
    }
}

#[actix_web::test]
async fn other_sites_log_nobody_in_or_out() {
    let app = app!();
    let cookie = log_in!(app, "Ada");
    for (site, status) in [
        ("cross-site", StatusCode::FORBIDDEN),
        ("same-site", StatusCode::FORBIDDEN),
        ("none", StatusCode::SEE_OTHER),
        ("same-origin", StatusCode::SEE_OTHER),
    ] {
        let post = |path| TestRequest::post().uri(path).insert_header(("sec-fetch-site", site));
        let answer = ask(&app, post("/log-in").set_form([("name", "Bob")])).await;
        assert_eq!(answer.status, status, "{site}");
        assert_eq!(answer.header("set-cookie").is_some(), status.is_redirection());
        let log_out = post("/log-out").insert_header(("cookie", cookie.as_str()));
        assert_eq!(ask(&app, log_out).await.status, status, "{site}");
        let page = ask(&app, get("/", &cookie)).await;
        assert_eq!(page.body.contains("visitorToken"), status == StatusCode::FORBIDDEN, "{site}");
    }
}

#[actix_web::test]
async fn a_page_for_caches_takes_the_script() {
    let app = app!();
    let cookie = log_in!(app, "Ada");
    let page = ask(&app, get("/help", &cookie)).await;
    assert_eq!(page.header("cache-control"), Some("public, max-age=60"));
    assert_eq!(page.body, ask(&app, get("/help", "")).await.body);
    assert!(page.body.contains(r#"<script src="/settings.js" async>"#));

    let script = get("/settings.js", &cookie).insert_header(("sec-fetch-site", "same-origin"));
    assert!(ask(&app, script).await.body.contains("visitorToken"));
    let script = get("/settings.js", &cookie).insert_header(("sec-fetch-site", "cross-site"));
    assert_eq!(ask(&app, script).await.status, StatusCode::FORBIDDEN);
}

/// The claims of the token in a page, which anybody can read.
fn claims(page: &str) -> String {
    let payload = page.split("\"visitorToken\":\"").nth(1).and_then(|rest| rest.split('.').nth(1));
    let json = URL_SAFE_NO_PAD.decode(payload.expect("a token")).expect("base64url");
    String::from_utf8(json).expect("UTF-8")
}

#[actix_web::test]
async fn what_is_left_empty_is_not_a_claim() {
    let app = app!();
    for (email, company, expected) in [
        (
            "ada@example.com",
            "Engines",
            r#""email":"ada@example.com","companyName":"Engines","exp""#,
        ),
        ("", "Engines", r#""name":"Ada","companyName":"Engines","exp""#),
        ("", "", r#""name":"Ada","exp""#),
    ] {
        let form = [("name", "Ada"), ("email", email), ("company", company)];
        let answer = ask(&app, TestRequest::post().uri("/log-in").set_form(form)).await;
        let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        let page = ask(&app, get("/", cookie.expect("a cookie"))).await;
        assert!(claims(&page.body).contains(expected), "{}", claims(&page.body));
    }
}
