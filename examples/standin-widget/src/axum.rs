//! The two routes for axum.

use ::axum::Router;
use ::axum::body::{Body, Bytes};
use ::axum::extract::rejection::BytesRejection;
use ::axum::extract::{DefaultBodyLimit, State};
use ::axum::response::Response;
use ::axum::routing::{get, post};
use algomo_core::VisitorAuth;

use crate::{Answer, HANDSHAKE_PATH, MAX_BODY_BYTES, SCRIPT_PATH};

/// The script and its handshake: merge it into an app's own router.
pub fn router<S>(auth: VisitorAuth) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    Router::new()
        .route(SCRIPT_PATH, get(async || response(crate::script())))
        .route(HANDSHAKE_PATH, post(handshake))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .with_state(auth)
}

async fn handshake(
    State(auth): State<VisitorAuth>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    response(match body {
        Ok(body) => crate::handshake(&auth, &body),
        Err(rejection) => crate::refused(rejection.status().as_u16(), rejection.body_text()),
    })
}

fn response(answer: Answer) -> Response {
    let mut response = Response::builder().status(answer.status);
    for &(name, value) in answer.headers {
        response = response.header(name, value);
    }
    response.body(Body::from(answer.body)).expect("names and values are constants")
}
