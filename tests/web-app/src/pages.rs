//! What the routes share: a page that names its user, and the way from a template to a response.

use std::error::Error;

use algomo_askama::filters;
use algomo_core::Mint;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use crate::sessions::Session;

/// Says who the session's user is, and starts the widget.
#[derive(Template)]
#[template(path = "page.html")]
pub(crate) struct Page<'a, M: Mint> {
    pub(crate) session: &'a Session,
    pub(crate) auth: M,
    /// Where the settings script is. Without it the settings are in the page.
    pub(crate) script: Option<&'a str>,
    /// The nonce of the element that loads the settings script.
    pub(crate) nonce: Option<&'a str>,
}

impl<'a, M: Mint> Page<'a, M> {
    pub(crate) fn inline(session: &'a Session, auth: M) -> Self {
        Self { session, auth, script: None, nonce: None }
    }

    pub(crate) fn with_script(self, source: &'a str) -> Self {
        Self { script: Some(source), ..self }
    }
}

/// Renders the whole page before anything of it is sent.
pub(crate) fn html(page: &impl Template) -> Response {
    match page.render() {
        Ok(page) => Html(page).into_response(),
        Err(error) => failure(&error),
    }
}

/// The sentences of an error, which hold no claim, with status 500.
pub(crate) fn failure(error: &dyn Error) -> Response {
    let mut sentences = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        sentences = format!("{sentences}: {error}");
        cause = error.source();
    }
    (StatusCode::INTERNAL_SERVER_ERROR, sentences).into_response()
}
