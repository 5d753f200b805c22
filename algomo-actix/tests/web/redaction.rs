//! What the crate's types show, and what it logs.

use std::cell::RefCell;
use std::future::{Ready, ready};
use std::rc::Rc;

use actix_web::body::BoxBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::test::init_service;
use actix_web::{App, Error, FromRequest, HttpResponse, web};
use algomo_actix::{Algomo, AlgomoMiddleware, ScriptRequest};
use web_cases::{Events, PRIVATE, Shown, Who, assert_redacted};

use crate::common::{Session, ask, middleware, request};

const NONCE: &str = "Zm9ydHktdHdvLW5vbmNl";

fn with_nonce() -> AlgomoMiddleware {
    middleware().nonce_from_fn(|_| Some(NONCE))
}

/// The values that a handler has after it has minted a token.
async fn of_a_handler() -> Vec<Shown> {
    let shown = Rc::new(RefCell::new(Vec::new()));
    let seen = Rc::clone(&shown);
    let handler = move |algomo: Algomo, script: ScriptRequest<Session>| {
        let user = || Who::Member(1).user();
        algomo.settings(user()).expect("a good user");
        algomo.token(user()).expect("a good user");
        seen.borrow_mut().extend([Shown::of(&algomo), Shown::of(&script)]);
        ready("")
    };
    let app = App::new().route("/", web::get().to(handler)).wrap(with_nonce());
    let app = init_service(app).await;
    for site in ["same-origin", "cross-site"] {
        let request = request("/", Some(1)).insert_header(("sec-fetch-site", site));
        assert_eq!(ask(&app, request).await.status, 200);
    }
    shown.take()
}

/// A service whose `Debug` is its own, and no more than a word.
#[derive(Debug)]
struct Plain;

impl Service<ServiceRequest> for Plain {
    type Response = ServiceResponse<BoxBody>;
    type Error = Error;
    type Future = Ready<Result<Self::Response, Error>>;

    actix_web::dev::always_ready!();

    fn call(&self, request: ServiceRequest) -> Self::Future {
        ready(Ok(request.into_response(HttpResponse::Ok().finish())))
    }
}

#[actix_web::test]
async fn no_type_shows_a_secret_a_token_a_nonce_or_a_claim() {
    let (events, _guard) = Events::record();
    let mut shown = of_a_handler().await;
    assert_eq!(shown.len(), 4);
    let missing = Algomo::extract(&request("/", None).to_http_request()).await;
    let missing = missing.map(|_| ()).expect_err("there is no middleware");
    shown.extend([Shown::of(&with_nonce()), Shown::with_display(&missing)]);
    let service = with_nonce().new_transform(Plain).await.expect("it never fails");
    let response = service.call(request("/", Some(1)).to_srv_request());
    shown.extend([Shown::of(&service), Shown::of(&response)]);
    let private: Vec<_> = PRIVATE.into_iter().chain([NONCE]).collect();
    assert_redacted("algomo-actix", &shown, &[], &private);
    assert_eq!(events.text(), "");
}
