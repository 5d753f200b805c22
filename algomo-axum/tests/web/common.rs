//! A page with the settings of the user whose id is in the request's cookie, and how the tests ask for it.

use std::convert::Infallible;

use algomo_axum::Algomo;
use algomo_core::AlgomoVisitor;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use tower::ServiceExt;
use web_cases::{Answer, User, Who};

/// The user of the request's `Cookie`, which is an id here; a guest without one.
pub(crate) fn user(headers: &HeaderMap) -> Option<User> {
    let id = headers.get("cookie")?.to_str().ok()?.parse().ok()?;
    Who::Member(id).user()
}

/// The user who sends the request, as the application knows them.
#[derive(AlgomoVisitor)]
#[algomo(transparent)]
pub(crate) struct Session(Option<User>);

impl<S: Sync> FromRequestParts<S> for Session {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(user(&parts.headers)))
    }
}

/// A page that says to whom it belongs.
pub(crate) async fn page(algomo: Algomo, headers: HeaderMap) -> Result<Html<String>, Response> {
    let settings = algomo.settings(user(&headers));
    let settings = settings.map_err(|error| error.to_string().into_response())?;
    Ok(Html(format!("<head>{settings}</head>")))
}

/// Asks for `path` as the member of this id, or as a guest.
pub(crate) fn request(path: &str, id: Option<u32>) -> Request {
    let mut request = Request::get(path);
    if let Some(id) = id {
        request = request.header("cookie", id.to_string());
    }
    request.body(Body::empty()).expect("a good request")
}

pub(crate) async fn ask(router: &Router, request: Request) -> Answer {
    answer(router.clone().oneshot(request).await.expect("a router never fails")).await
}

pub(crate) async fn answer(response: Response) -> Answer {
    let (head, body) = response.into_parts();
    let line = |(name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)| {
        (name.as_str().to_owned(), value.to_str().expect("ASCII").to_owned())
    };
    let body = to_bytes(body, usize::MAX).await.expect("a whole body");
    Answer {
        status: head.status.as_u16(),
        headers: head.headers.iter().map(line).collect(),
        body: String::from_utf8(body.into()).expect("UTF-8"),
    }
}
