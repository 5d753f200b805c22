//! Who is logged in, by a random id in a cookie, and the clock by which sessions end.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use algomo_axum::CspNonce;
use algomo_core::AlgomoVisitor;
use axum::Router;
use axum::extract::{Form, FromRequestParts, Path, State};
use axum::http::HeaderName;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use serde::Deserialize;

use crate::App;
use crate::kinds::{Kind, Way};

const COOKIE: &str = "session";

/// How long a session lasts without a log-out, by the app's clock.
const SESSION_LIFE: Duration = Duration::from_secs(600);

/// What the browser has to drop when the visitor changes: stored pages, and pages that were fetched in advance.
const CLEAR_SITE_DATA: [(HeaderName, &str); 1] =
    [(HeaderName::from_static("clear-site-data"), r#""cache", "prefetchCache", "prerenderCache""#)];

/// The system's clock, which a test can turn forward.
#[derive(Clone, Default)]
pub(crate) struct Clock(Arc<AtomicU64>);

impl Clock {
    pub(crate) fn now(&self) -> SystemTime {
        SystemTime::now() + Duration::from_secs(self.0.load(Ordering::Relaxed))
    }

    pub(crate) fn forward(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }
}

/// Who sends the request. A cookie that names no session, or one that has ended, is a guest's.
#[derive(Clone, AlgomoVisitor)]
pub(crate) enum Session {
    Guest,
    Member(Member),
}

#[derive(Clone, AlgomoVisitor)]
pub(crate) struct Member {
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) email: Option<String>,
    #[algomo(company_name)]
    pub(crate) company: Option<String>,
    /// Changes with each log-in and says nothing about the user.
    #[algomo(skip)]
    mark: String,
    #[algomo(skip)]
    ends: SystemTime,
}

impl Session {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Guest => "guest",
            Self::Member(member) => &member.name,
        }
    }

    /// An opaque text that changes when the visitor does.
    pub(crate) fn mark(&self) -> &str {
        match self {
            Self::Guest => "guest",
            Self::Member(member) => &member.mark,
        }
    }
}

#[derive(Clone, Default)]
pub(crate) struct Sessions(Arc<Mutex<HashMap<String, Member>>>);

impl Sessions {
    fn members(&self) -> MutexGuard<'_, HashMap<String, Member>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn close(&self, cookies: &CookieJar) {
        if let Some(cookie) = cookies.get(COOKIE) {
            self.members().remove(cookie.value());
        }
    }
}

impl FromRequestParts<App> for Session {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let cookies = CookieJar::from_headers(&parts.headers);
        let member = cookies
            .get(COOKIE)
            .and_then(|cookie| app.sessions.members().get(cookie.value()).cloned());
        let member = member.filter(|member| app.clock.now() < member.ends);
        Ok(member.map_or(Self::Guest, Self::Member))
    }
}

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/{kind}/{way}/log-in", post(log_in))
        .route("/{kind}/{way}/log-out", post(log_out))
}

#[derive(Deserialize)]
struct LogIn {
    name: String,
    email: Option<String>,
    company: Option<String>,
}

async fn log_in(
    State(app): State<App>,
    Path((kind, way)): Path<(Kind, Way)>,
    cookies: CookieJar,
    Form(form): Form<LogIn>,
) -> Response {
    app.sessions.close(&cookies);
    let id = random_text();
    let member = Member {
        id: if form.name == "Ada Lovelace" { 1042 } else { 1043 },
        name: form.name,
        email: form.email,
        company: form.company,
        mark: random_text(),
        ends: app.clock.now() + SESSION_LIFE,
    };
    app.sessions.members().insert(id.clone(), member);
    let answer = (cookies.add(cookie(id, &app)), to_home(kind, way));
    if kind.forgets_headers(way) {
        answer.into_response()
    } else {
        (CLEAR_SITE_DATA, answer).into_response()
    }
}

/// The careless way ends the session on the server and leaves the browser as it is.
async fn log_out(
    State(app): State<App>,
    Path((kind, way)): Path<(Kind, Way)>,
    cookies: CookieJar,
) -> Response {
    app.sessions.close(&cookies);
    if kind.forgets_headers(way) {
        return to_home(kind, way).into_response();
    }
    let cookies = cookies.remove(cookie(String::new(), &app));
    (CLEAR_SITE_DATA, cookies, to_home(kind, way)).into_response()
}

fn to_home(kind: Kind, way: Way) -> Redirect {
    Redirect::to(&format!("/{kind}/{way}/home"))
}

fn cookie(id: String, app: &App) -> Cookie<'static> {
    Cookie::build((COOKIE, id))
        .path("/")
        .http_only(true)
        .same_site(app.same_site)
        // Browsers take such a cookie from loopback without HTTPS.
        .secure(app.same_site == SameSite::None)
        .build()
}

/// A text that nobody can guess.
pub(crate) fn random_text() -> String {
    let nonces = [CspNonce::fresh(), CspNonce::fresh()];
    nonces.map(|nonce| nonce.expect("the operating system has randomness").to_string()).concat()
}
