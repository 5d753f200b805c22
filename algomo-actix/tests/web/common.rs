//! A page with the settings of the user whose id is in the request's cookie, and how the tests ask for it.

use std::convert::Infallible;
use std::future::{Ready, ready};

use actix_http::Request;
use actix_web::body::{self, MessageBody};
use actix_web::dev::{Payload, Service, ServiceResponse};
use actix_web::error::ErrorInternalServerError;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::test::{TestRequest, call_service};
use actix_web::{Error, FromRequest, HttpRequest};
use algomo_actix::{Algomo, AlgomoMiddleware};
use algomo_core::AlgomoVisitor;
use web_cases::{A, Answer, User, Who, auth};

pub(crate) fn middleware() -> AlgomoMiddleware {
    AlgomoMiddleware::new(auth(A))
}

/// The user of the request's `Cookie`, which is an id here; a guest without one.
pub(crate) fn user(request: &HttpRequest) -> Option<User> {
    let id = request.headers().get("cookie")?.to_str().ok()?.parse().ok()?;
    Who::Member(id).user()
}

/// The user who sends the request, as the application knows them.
#[derive(AlgomoVisitor)]
#[algomo(transparent)]
pub(crate) struct Session(Option<User>);

impl FromRequest for Session {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(user(request))))
    }
}

/// A page that says to whom it belongs.
pub(crate) async fn page(algomo: Algomo, request: HttpRequest) -> actix_web::Result<String> {
    let settings = algomo.settings(user(&request)).map_err(ErrorInternalServerError)?;
    Ok(format!("<head>{settings}</head>"))
}

/// A request as the member of this id, or as a guest.
pub(crate) fn request(path: &str, id: Option<u32>) -> TestRequest {
    let request = TestRequest::get().uri(path);
    match id {
        Some(id) => request.insert_header(("cookie", id.to_string())),
        None => request,
    }
}

pub(crate) async fn ask<S, B>(app: &S, request: TestRequest) -> Answer
where
    S: Service<Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    answer(call_service(app, request.to_request()).await).await
}

pub(crate) async fn answer<B: MessageBody>(response: ServiceResponse<B>) -> Answer {
    let line = |(name, value): (&HeaderName, &HeaderValue)| {
        (name.as_str().to_owned(), value.to_str().expect("ASCII").to_owned())
    };
    let status = response.status().as_u16();
    let headers = response.headers().iter().map(line).collect();
    let bytes = body::to_bytes(response.into_body()).await;
    let bytes = bytes.unwrap_or_else(|_| panic!("a whole body"));
    Answer { status, headers, body: String::from_utf8(bytes.into()).expect("UTF-8") }
}
