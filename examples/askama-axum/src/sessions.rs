//! Logging in and out: a random id in a cookie, and its user in the database.

use axum::extract::{Form, FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, IntoResponseParts, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use crate::App;
use crate::pages::Broken;
use crate::users::Session;

const COOKIE: &str = "session";

/// Makes the browser drop what it has kept for the earlier visitor. Without it, prefetched pages outlive a log-out.
const CLEAR_SITE_DATA: AppendHeaders<[(HeaderName, &str); 1]> = AppendHeaders([(
    HeaderName::from_static("clear-site-data"),
    r#""cache", "prefetchCache", "prerenderCache""#,
)]);

#[derive(Deserialize)]
pub(crate) struct LogIn {
    user: String,
}

pub(crate) async fn log_in(
    State(app): State<App>,
    cookies: CookieJar,
    headers: HeaderMap,
    Form(form): Form<LogIn>,
) -> Result<Response, Broken> {
    if comes_from_elsewhere(&headers) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let (id, tag) = (random_text::<16>()?, random_text::<6>()?);
    if !app.database.log_in(form.user, id.clone(), tag, app.session_seconds).await? {
        return Ok(StatusCode::UNPROCESSABLE_ENTITY.into_response());
    }
    // Only now: a log-in that fails leaves the visitor logged in as before.
    if let Some(cookie) = cookies.get(COOKIE) {
        app.database.log_out(cookie.value().to_owned()).await?;
    }
    Ok((CLEAR_SITE_DATA, cookies.add(cookie(id)), Redirect::to("/")).into_response())
}

pub(crate) async fn log_out(
    State(app): State<App>,
    cookies: CookieJar,
    headers: HeaderMap,
) -> Result<Response, Broken> {
    if comes_from_elsewhere(&headers) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    if let Some(cookie) = cookies.get(COOKIE) {
        app.database.log_out(cookie.value().to_owned()).await?;
    }
    Ok((forget(cookies), Redirect::to("/")).into_response())
}

/// The headers of the response to a log-out. The cookie is `HttpOnly` and changes, so that a browser drops the pages that it
/// would show after "back".
pub(crate) fn forget(cookies: CookieJar) -> impl IntoResponseParts {
    (CLEAR_SITE_DATA, cookies.remove(cookie("")))
}

/// Whether another site's page sent the form, to log the visitor in as somebody else or out. Browsers say so over HTTPS and on
/// localhost.
fn comes_from_elsewhere(headers: &HeaderMap) -> bool {
    let is_own = |site: &HeaderValue| site == "same-origin" || site == "none";
    !headers.get_all("sec-fetch-site").iter().all(is_own)
}

/// Over HTTPS, which this example does not speak, it would be `Secure` as well.
fn cookie(id: impl Into<String>) -> Cookie<'static> {
    Cookie::build((COOKIE, id.into())).path("/").http_only(true).same_site(SameSite::Lax).build()
}

/// A handler that takes a [`Session`] learns who sent the request. A cookie that names no session is a guest's.
impl FromRequestParts<App> for Session {
    type Rejection = Broken;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Broken> {
        let cookies = CookieJar::from_headers(&parts.headers);
        let Some(cookie) = cookies.get(COOKIE) else { return Ok(Self::Guest) };
        let user = app.database.user(cookie.value().to_owned()).await?;
        Ok(user.map_or(Self::Guest, Self::Member))
    }
}

/// `N` bytes from the operating system's generator, as base64: text that nobody can guess.
pub(crate) fn random_text<const N: usize>() -> Result<String, getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
