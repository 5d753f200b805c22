//! Handlers that break down after they have minted a token.

use std::panic::resume_unwind;

use algomo_axum::Algomo;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header;
use axum::response::Response;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;

use crate::App;
use crate::pages::{Page, failure, html};
use crate::sessions::Session;

const MEBIBYTE: usize = 1 << 20;

pub(crate) fn routes() -> Router<App> {
    let caught = Router::new().route("/panic-caught", get(panic)).layer(CatchPanicLayer::new());
    Router::new().route("/panic", get(panic)).route("/long", get(long)).merge(caught)
}

/// Panics with its page in hand. Unwinding without the panic's message keeps the test's output readable.
async fn panic(algomo: Algomo, session: Session) -> Response {
    let page = html(&Page::inline(&session, algomo));
    resume_unwind(Box::new(page.status()))
}

/// A page of a megabyte, so that a client can hang up in the midst of it.
async fn long(algomo: Algomo, session: Session) -> Response {
    let (mut head, page) = html(&Page::inline(&session, algomo)).into_parts();
    let filler = format!("<!--{}-->", ".".repeat(MEBIBYTE));
    match to_bytes(page, MEBIBYTE).await {
        Ok(page) => {
            head.headers.remove(header::CONTENT_LENGTH);
            Response::from_parts(head, Body::from([&*page, filler.as_bytes()].concat()))
        }
        Err(error) => failure(&error),
    }
}
