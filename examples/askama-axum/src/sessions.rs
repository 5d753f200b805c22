//! Logging in and out: a random id in a cookie, and on the server who it stands for.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{Form, FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Redirect;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use serde::Deserialize;

use crate::users::{Session, User};
use crate::{App, random_text, sample_data};

const COOKIE: &str = "session";

/// Who is logged in, by the id in their cookie. A real app keeps this where it outlives a restart.
#[derive(Clone, Default)]
pub(crate) struct Sessions(Arc<Mutex<HashMap<String, User>>>);

impl Sessions {
    fn users(&self) -> MutexGuard<'_, HashMap<String, User>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers the user under a new id.
    fn open(&self, user: User) -> String {
        let id = random_text::<16>();
        self.users().insert(id.clone(), user);
        id
    }

    fn user(&self, id: &str) -> Option<User> {
        self.users().get(id).cloned()
    }

    /// Forgets the session that the cookie names, if any.
    fn close(&self, cookies: &CookieJar) {
        if let Some(cookie) = cookies.get(COOKIE) {
            self.users().remove(cookie.value());
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct LogIn {
    user: String,
}

pub(crate) async fn log_in(
    State(App { sessions, .. }): State<App>,
    cookies: CookieJar,
    Form(form): Form<LogIn>,
) -> Result<(CookieJar, Redirect), StatusCode> {
    let user = sample_data::user(&form.user).ok_or(StatusCode::UNPROCESSABLE_ENTITY)?;
    sessions.close(&cookies);
    Ok((cookies.add(cookie(sessions.open(user))), Redirect::to("/")))
}

pub(crate) async fn log_out(
    State(App { sessions, .. }): State<App>,
    cookies: CookieJar,
) -> (CookieJar, Redirect) {
    sessions.close(&cookies);
    (cookies.remove(cookie("")), Redirect::to("/"))
}

/// Over HTTPS, which this example does not speak, it would be `Secure` as well.
fn cookie(id: impl Into<String>) -> Cookie<'static> {
    Cookie::build((COOKIE, id.into())).path("/").http_only(true).same_site(SameSite::Lax).build()
}

/// A handler that takes a [`Session`] is told who asks. A cookie that names no session is a guest's.
impl FromRequestParts<App> for Session {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let cookies = CookieJar::from_headers(&parts.headers);
        let user = cookies.get(COOKIE).and_then(|cookie| app.sessions.user(cookie.value()));
        Ok(user.map_or(Session::Guest, Session::Member))
    }
}
