//! Logging in and out: a random id in a cookie, and on the server who it stands for.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Redirect;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use serde::Deserialize;

use super::sample_data;
use super::settings::random_text;
use crate::users::{Session, User};

const COOKIE: &str = "session";

/// Who is logged in, by the id in their cookie. A real app keeps this where it outlives a restart.
#[derive(Clone, Default)]
pub(super) struct Sessions(Arc<Mutex<HashMap<String, User>>>);

impl Sessions {
    fn users(&self) -> MutexGuard<'_, HashMap<String, User>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
) -> Result<(CookieJar, Redirect), StatusCode> {
    let user = sample_data::user(&form.user).ok_or(StatusCode::UNPROCESSABLE_ENTITY)?;
    sessions.close(&cookies);
    Ok((cookies.add(cookie(sessions.open(user))), Redirect::to("/")))
}

pub(super) async fn log_out(
    State(sessions): State<Sessions>,
    cookies: CookieJar,
) -> (CookieJar, Redirect) {
    sessions.close(&cookies);
    (cookies.remove(cookie("")), Redirect::to("/"))
}

/// Over HTTPS, which this example does not speak, it would be `Secure` as well.
fn cookie(id: impl Into<String>) -> Cookie<'static> {
    Cookie::build((COOKIE, id.into())).path("/").http_only(true).same_site(SameSite::Lax).build()
}
