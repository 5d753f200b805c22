//! Logging in and out: a random id in a cookie, and its user on the server.

use std::collections::HashMap;
use std::future::{Ready, ready};
use std::sync::{Mutex, MutexGuard, PoisonError};

use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::error::ErrorInternalServerError;
use actix_web::http::header::LOCATION;
use actix_web::web::{Data, Form};
use actix_web::{Error, FromRequest, HttpRequest, HttpResponse};
use algomo_core::AlgomoVisitor;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

/// Who sends the request. The variant without a user is an anonymous visitor.
#[derive(AlgomoVisitor)]
pub(crate) enum Session {
    Guest,
    Member(User),
}

/// Every field is either a claim of the token or has `skip`.
#[derive(Clone, AlgomoVisitor)]
pub(crate) struct User {
    id: usize,
    pub(crate) name: String,
    email: Option<String>,
    #[algomo(company_name)]
    company: Option<String>,
}

/// Who is logged in. A real app keeps this in its database.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<Tables>);

#[derive(Default)]
struct Tables {
    /// Everybody who ever logged in. The position in the list is the user's id, which no other user ever gets.
    names: Vec<String>,
    /// By the text in their cookie.
    sessions: HashMap<String, User>,
}

impl Sessions {
    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tables {
    fn user(&mut self, form: LogIn) -> User {
        let LogIn { name, email, company } = form;
        let place = self.names.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.names.push(name.clone());
            self.names.len() - 1
        });
        // A browser sends a field that is left empty as an empty text.
        let given = |text: Option<String>| text.filter(|text| !text.is_empty());
        User { id: place + 1, name, email: given(email), company: given(company) }
    }
}

const COOKIE: &str = "session";

#[derive(Deserialize)]
pub(crate) struct LogIn {
    name: String,
    email: Option<String>,
    company: Option<String>,
}

pub(crate) async fn log_in(
    sessions: Data<Sessions>,
    request: HttpRequest,
    Form(form): Form<LogIn>,
) -> actix_web::Result<HttpResponse> {
    if comes_from_elsewhere(&request) {
        return Ok(HttpResponse::Forbidden().finish());
    }
    let session = random_text().map_err(ErrorInternalServerError)?;
    let mut tables = sessions.tables();
    if let Some(cookie) = request.cookie(COOKIE) {
        tables.sessions.remove(cookie.value());
    }
    let user = tables.user(form);
    tables.sessions.insert(session.clone(), user);
    Ok(to_home(cookie(session)))
}

pub(crate) async fn log_out(sessions: Data<Sessions>, request: HttpRequest) -> HttpResponse {
    if comes_from_elsewhere(&request) {
        return HttpResponse::Forbidden().finish();
    }
    if let Some(cookie) = request.cookie(COOKIE) {
        sessions.tables().sessions.remove(cookie.value());
    }
    let mut removed = cookie("");
    removed.make_removal();
    to_home(removed)
}

/// Whether another site's page sent the form, to log the visitor in as somebody else or out. Browsers say so over HTTPS and on
/// localhost.
fn comes_from_elsewhere(request: &HttpRequest) -> bool {
    let mut sites = request.headers().get_all("sec-fetch-site");
    !sites.all(|site| site == "same-origin" || site == "none")
}

/// The cookie is `HttpOnly` and changes, so that a browser drops the pages that it would show after "back". `Clear-Site-Data`
/// makes it drop prefetched pages.
fn to_home(cookie: Cookie<'_>) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, "/"))
        .insert_header(("Clear-Site-Data", r#""cache", "prefetchCache", "prerenderCache""#))
        .cookie(cookie)
        .finish()
}

/// Over HTTPS, which this example does not speak, it would be `Secure` as well.
fn cookie<'a>(session: impl Into<std::borrow::Cow<'a, str>>) -> Cookie<'a> {
    Cookie::build(COOKIE, session).path("/").http_only(true).same_site(SameSite::Lax).finish()
}

/// A handler that takes a [`Session`] learns who sent the request. A cookie that names no session is a guest's.
impl FromRequest for Session {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(sessions) = request.app_data::<Data<Sessions>>() else {
            return ready(Err(ErrorInternalServerError("the app has no sessions")));
        };
        let user = request
            .cookie(COOKIE)
            .and_then(|cookie| sessions.tables().sessions.get(cookie.value()).cloned());
        ready(Ok(user.map_or(Self::Guest, Self::Member)))
    }
}

/// 32 bytes from the operating system's generator, as base64: text that nobody can guess.
pub(crate) fn random_text() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
