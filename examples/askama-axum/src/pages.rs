//! The page, and the headers that a page with a token needs.

use std::error::Error;

use algomo_core::{VisitorAuth, http};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

use crate::sample_data::{LOGINS, Login};
use crate::users::Session;
use crate::{App, Widget, random_text};

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    session: &'a Session,
    auth: &'a VisitorAuth,
    nonce: &'a str,
    widget: Widget,
    logins: &'a [Login],
}

pub(crate) async fn home(State(app): State<App>, session: Session) -> Result<Response, Broken> {
    let nonce = random_text::<16>();
    let page = Page {
        session: &session,
        auth: &app.auth,
        nonce: &nonce,
        widget: app.widget,
        logins: &LOGINS,
    };
    // Rendered as a whole before anything is sent: a token that cannot be minted leaves no half a page behind.
    let html = page.render()?;
    let headers = [
        (header::CACHE_CONTROL, http::CACHE_CONTROL.to_owned()),
        (header::CONTENT_SECURITY_POLICY, content_security_policy(&nonce, app.widget)),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((headers, Html(html)).into_response())
}

/// Only what this page loads. For Algomo's widget that is Algomo's own origin; the browser's console names whatever else
/// a widget asks for.
fn content_security_policy(nonce: &str, widget: Widget) -> String {
    let (default, algomo) = match widget {
        Widget::Real => ("https://app.algomo.com", " https://app.algomo.com"),
        Widget::StandIn => ("'none'", ""),
    };
    format!(
        "default-src {default}; script-src 'nonce-{nonce}'{algomo}; style-src 'self'{algomo}; \
         img-src 'self'{algomo}; connect-src 'self'{algomo}; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// The page could not be rendered. The cause is for the log; the visitor gets a page without any claim in it.
pub(crate) struct Broken(askama::Error);

impl From<askama::Error> for Broken {
    fn from(error: askama::Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for Broken {
    fn into_response(self) -> Response {
        eprintln!("error: the page could not be rendered: {}", self.0);
        let mut cause = self.0.source();
        while let Some(error) = cause {
            eprintln!("  because: {error}");
            cause = error.source();
        }
        let headers = [
            (header::CACHE_CONTROL, http::CACHE_CONTROL),
            (header::CONTENT_SECURITY_POLICY, "default-src 'none'"),
        ];
        let body = Html(include_str!("../templates/broken.html"));
        (StatusCode::INTERNAL_SERVER_ERROR, headers, body).into_response()
    }
}

/// The files that are the same for everybody.
pub(crate) fn assets() -> Router<App> {
    let style = include_str!("../assets/style.css");
    let icon = include_str!("../assets/icon.svg");
    Router::new()
        .route("/style.css", get(([(header::CONTENT_TYPE, "text/css")], style)))
        .route("/icon.svg", get(([(header::CONTENT_TYPE, "image/svg+xml")], icon)))
}

#[cfg(test)]
mod tests;
