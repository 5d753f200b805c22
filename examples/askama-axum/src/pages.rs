//! The pages. None of them sets a header for its token: the layer does.

use std::error::Error;

use algomo_askama::filters;
use algomo_axum::Algomo;
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use axum_extra::extract::cookie::CookieJar;

use crate::App;
use crate::policy;
use crate::sample_data::{LOGINS, Login};
use crate::sessions;
use crate::settings::Widget;
use crate::users::{Order, Session, User};

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    session: &'a Session,
    algomo: Algomo,
    logins: &'a [Login],
}

pub(crate) async fn home(
    algomo: Algomo,
    session: Session,
) -> Result<impl IntoResponse + use<>, Broken> {
    let page = Home { session: &session, algomo, logins: &LOGINS };
    // The page is rendered before anything is sent, so a token that cannot be minted never leaves half a page.
    let html = Html(page.render()?);
    // The browser may fetch the help page before somebody clicks on its link.
    Ok(([("speculation-rules", r#""/speculation-rules.json""#)], html))
}

#[derive(Template)]
#[template(path = "orders.html")]
struct Orders<'a> {
    session: &'a Session,
    user: &'a User,
    algomo: Algomo,
    latest: &'a [Order],
}

pub(crate) async fn orders(
    State(app): State<App>,
    algomo: Algomo,
    session: Session,
    headers: HeaderMap,
) -> Result<Response, Broken> {
    let Session::Member(user) = &session else { return Ok(to_the_log_in(&headers)) };
    let orders = app.database.orders(user.id).await?;
    let page = Orders { session: &session, user, algomo, latest: &orders };
    Ok(Html(page.render()?).into_response())
}

/// A session that has expired needs a full page load and the headers of a log-out. htmx makes a page load when a response with a
/// 2xx status asks for it.
fn to_the_log_in(headers: &HeaderMap) -> Response {
    let answer = if headers.contains_key("hx-request") {
        [("hx-redirect", "/")].into_response()
    } else {
        Redirect::to("/").into_response()
    };
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    if headers.contains_key(header::COOKIE) {
        let cookies = CookieJar::from_headers(headers);
        return (no_store, sessions::forget(cookies), answer).into_response();
    }
    (no_store, answer).into_response()
}

#[derive(Template)]
#[template(path = "help.html")]
struct Help;

/// The same for everybody, so that caches may keep it. A script, which they don't keep, says who the visitor is.
pub(crate) async fn help(Extension(widget): Extension<Widget>) -> Result<Response, Broken> {
    let headers = [
        (header::CACHE_CONTROL, "public, max-age=60".to_owned()),
        (header::CONTENT_SECURITY_POLICY, policy::without_nonce(widget)),
    ];
    Ok((headers, Html(Help.render()?)).into_response())
}

/// The page could not be made. The cause is for the log; the visitor gets a page without any claim in it.
pub(crate) struct Broken(Box<dyn Error + Send + Sync>);

impl<E: Error + Send + Sync + 'static> From<E> for Broken {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Broken {
    fn into_response(self) -> Response {
        let mut error: &dyn Error = &*self.0;
        tracing::error!("the page could not be made: {error}");
        while let Some(source) = error.source() {
            tracing::error!("  because: {source}");
            error = source;
        }
        let headers = [
            (header::CACHE_CONTROL, "no-store"),
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
    let speculation_rules =
        r#"{"prefetch":[{"source":"list","urls":["/help"],"eagerness":"moderate"}]}"#;
    let asset = |content_type, text: &'static str| {
        get(([(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, "max-age=60")], text))
    };
    Router::new()
        .route("/style.css", asset("text/css", style))
        .route("/icon.svg", asset("image/svg+xml", icon))
        .route(
            "/speculation-rules.json",
            asset("application/speculationrules+json", speculation_rules),
        )
}
