//! The same page with layer, extractor and filter, and without the three.

use algomo_askama::filters;
use algomo_axum::Algomo;
use askama::Template;
use axum::response::Response;

use crate::pages::html;
use crate::sessions::Session;

#[derive(Template)]
#[template(path = "load-with.html")]
struct With {
    session: Session,
    algomo: Algomo,
}

#[derive(Template)]
#[template(path = "load.html")]
struct Without {
    session: Session,
}

pub(crate) async fn with(algomo: Algomo, session: Session) -> Response {
    html(&With { session, algomo })
}

pub(crate) async fn without(session: Session) -> Response {
    html(&Without { session })
}
