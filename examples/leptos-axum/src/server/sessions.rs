//! Logging in and out: a random id in a cookie, and its user on the server.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{Form, Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use leptos::prelude::{ServerFnError, expect_context, use_context};
use leptos_axum::ResponseOptions;
use serde::Deserialize;

use super::sample_data::Customers;
use super::settings::random_text;
use crate::users::{Session, User};

const COOKIE: &str = "session";

/// Makes the browser drop what it has kept for the earlier visitor. Without it, prefetched pages outlive a log-out.
const CLEAR_SITE_DATA: (HeaderName, HeaderValue) = (
    HeaderName::from_static("clear-site-data"),
    HeaderValue::from_static(r#""cache", "prefetchCache", "prerenderCache""#),
);

/// Who is logged in, by the id in their cookie. A real app keeps this where it outlives a restart.
#[derive(Clone)]
pub(super) struct Sessions {
    customers: Arc<Customers>,
    users: Arc<Mutex<HashMap<String, User>>>,
}

impl Sessions {
    /// Nobody is logged in, and these can log in.
    pub(super) fn of(customers: Customers) -> Self {
        Self { customers: Arc::new(customers), users: Arc::default() }
    }

    fn customer(&self, login: &str) -> Option<User> {
        self.customers.get(login).cloned()
    }

    fn users(&self) -> MutexGuard<'_, HashMap<String, User>> {
        self.users.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whom the request's cookie names. One that names no session is a guest's.
    pub(super) fn session(&self, headers: &HeaderMap) -> Session {
        let cookies = CookieJar::from_headers(headers);
        let user = cookies.get(COOKIE).and_then(|cookie| self.users().get(cookie.value()).cloned());
        user.map_or(Session::Guest, Session::Member)
    }

    /// Remembers the user under a new id.
    fn open(&self, user: User) -> String {
        let id = random_text::<16>();
        self.users().insert(id.clone(), user);
        id
    }

    /// Forgets the session that the cookie names, if any.
    fn close(&self, cookies: &CookieJar) {
        if let Some(cookie) = cookies.get(COOKIE) {
            self.users().remove(cookie.value());
        }
    }
}

#[derive(Deserialize)]
pub(super) struct LogIn {
    user: String,
}

pub(super) async fn log_in(
    State(sessions): State<Sessions>,
    cookies: CookieJar,
    Form(form): Form<LogIn>,
) -> Result<impl IntoResponse, StatusCode> {
    let user = sessions.customer(&form.user).ok_or(StatusCode::UNPROCESSABLE_ENTITY)?;
    sessions.close(&cookies);
    Ok(([CLEAR_SITE_DATA], cookies.add(cookie(sessions.open(user))), Redirect::to("/")))
}

pub(super) async fn log_out(
    State(sessions): State<Sessions>,
    cookies: CookieJar,
) -> impl IntoResponse {
    sessions.close(&cookies);
    ([CLEAR_SITE_DATA], cookies.remove(cookie("")), Redirect::to("/"))
}

/// Refuses what another site's page sends, which could log the visitor in as somebody else, or out: forms and server functions.
/// Browsers say where a request comes from over HTTPS and on localhost.
pub(super) async fn refuse_other_sites(request: Request, next: Next) -> Response {
    let is_own = |site: &HeaderValue| site == "same-origin" || site == "none";
    let comes_from_here = request.headers().get_all("sec-fetch-site").iter().all(is_own);
    if request.method().is_safe() || comes_from_here {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

/// The log-in through a server function.
pub(crate) fn log_in_here(user: &str) -> Result<(), ServerFnError> {
    let (sessions, cookies) = of_the_request()?;
    let user = sessions.customer(user).ok_or_else(|| ServerFnError::new("no such user"))?;
    sessions.close(&cookies);
    answer_with(&cookie(sessions.open(user)))
}

/// The log-out through a server function.
pub(crate) fn log_out_here() -> Result<(), ServerFnError> {
    let (sessions, cookies) = of_the_request()?;
    sessions.close(&cookies);
    let mut removed = cookie("");
    removed.make_removal();
    answer_with(&removed)
}

/// The sessions, which the context function provides, and the request's cookies.
fn of_the_request() -> Result<(Sessions, CookieJar), ServerFnError> {
    let sessions = use_context().ok_or_else(|| ServerFnError::new("no sessions"))?;
    let parts: Parts = use_context().ok_or_else(|| ServerFnError::new("no request"))?;
    Ok((sessions, CookieJar::from_headers(&parts.headers)))
}

fn answer_with(cookie: &Cookie<'_>) -> Result<(), ServerFnError> {
    let response: ResponseOptions = expect_context();
    let (name, value) = CLEAR_SITE_DATA;
    response.insert_header(name, value);
    response.append_header(header::SET_COOKIE, cookie.to_string().parse()?);
    Ok(())
}

/// Over HTTPS, which this example does not speak, it would be `Secure` as well.
fn cookie(id: impl Into<String>) -> Cookie<'static> {
    Cookie::build((COOKIE, id.into())).path("/").http_only(true).same_site(SameSite::Lax).build()
}
