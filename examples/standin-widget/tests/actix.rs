//! The two routes under Actix Web, asked without a network.

use actix_web::App;
use actix_web::http::StatusCode;
use actix_web::test::{
    TestRequest, call_and_read_body, call_service, init_service, read_body_json,
};
use algomo_core::{Visitor, VisitorAuth, VisitorSecret};
use serde_json::{Value, json};
use standin_widget::{HANDSHAKE_PATH, MAX_BODY_BYTES, SCRIPT_PATH, actix};

fn auth() -> VisitorAuth {
    VisitorAuth::new(
        VisitorSecret::new("a secret for these tests, over 32 bytes").expect("long enough"),
    )
}

async fn hand_over(body: String) -> (StatusCode, Value) {
    let app = init_service(App::new().configure(actix::configure(auth()))).await;
    let request = TestRequest::post().uri(HANDSHAKE_PATH).set_payload(body).to_request();
    let response = call_service(&app, request).await;
    assert_eq!(response.headers().get("cache-control").expect("it is set"), "no-store");
    (response.status(), read_body_json(response).await)
}

#[actix_web::test]
async fn a_good_token_is_told_who_it_stands_for() {
    for (id, name) in [(1, "Ada"), (2, "</script>山")] {
        let token = auth().token(Visitor::new(id).name(name)).expect("a good user");
        let token = token.expect("a member").to_string();
        let (status, mut answer) = hand_over(json!({ "visitorToken": token }).to_string()).await;
        assert_eq!(status, StatusCode::OK);
        answer["claims"]["exp"].take();
        let claims = json!({ "id": id, "name": name, "exp": null });
        assert_eq!(answer, json!({ "ok": true, "claims": claims }));
    }
}

#[actix_web::test]
async fn anything_else_is_refused() {
    let too_long = json!({ "visitorToken": "a".repeat(MAX_BODY_BYTES) }).to_string();
    for (body, expected) in [
        (json!({ "visitorToken": "no.token" }).to_string(), StatusCode::OK),
        ("{".to_owned(), StatusCode::BAD_REQUEST),
        (too_long, StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        let (status, answer) = hand_over(body).await;
        assert_eq!((status, &answer["ok"]), (expected, &json!(false)), "{answer}");
    }
}

#[actix_web::test]
async fn the_script_knows_the_handshake() {
    let app = init_service(App::new().configure(actix::configure(auth()))).await;
    let request = TestRequest::get().uri(SCRIPT_PATH).to_request();
    let script = call_and_read_body(&app, request).await;
    let script = std::str::from_utf8(&script).expect("UTF-8");
    assert!(script.contains(&format!("\"{HANDSHAKE_PATH}\"")));
}
