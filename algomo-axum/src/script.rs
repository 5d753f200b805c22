//! The settings as a script of the page's own origin.

use core::convert::Infallible;
use core::fmt;

use algomo_core::AlgomoVisitor;
use algomo_core::http::{FetchSite, ScriptAnswer, ScriptVisitor};
use axum_core::body::Body;
use axum_core::extract::FromRequestParts;
use axum_core::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderName, HeaderValue, StatusCode};

use crate::extract::{Algomo, MissingLayer};

/// Serves `window.algomoSettings` and the widget's loader as a script: `get(settings_script::<Session>)`.
///
/// It is for pages that a cache keeps, for htmx and Turbo, for pages that are loaded long before they are viewed, and for
/// policies with `script-src 'self' https://app.algomo.com`. The page has one element in its `<head>`, and no settings of its
/// own:
///
/// ```html
/// <script src="/settings.js" async></script>
/// ```
///
/// ```
/// # use algomo_axum::{AlgomoLayer, settings_script};
/// # use algomo_core::{Visitor, VisitorAuth};
/// # use axum::Router;
/// # use axum::routing::get;
/// # #[derive(algomo_core::AlgomoVisitor)]
/// # struct Session { id: u32 }
/// # impl<S: Sync> axum::extract::FromRequestParts<S> for Session {
/// #     type Rejection = ();
/// #     async fn from_request_parts(_: &mut http::request::Parts, _: &S) -> Result<Self, ()> { Ok(Self { id: 1 }) }
/// # }
/// # fn app(auth: VisitorAuth) -> Router {
/// Router::new().route("/settings.js", get(settings_script::<Session>)).layer(AlgomoLayer::new(auth))
/// # }
/// ```
///
/// `Session` is any extractor that is an [`AlgomoVisitor`]. If it rejects the request, the script is a guest's, and a `tracing`
/// event has the status of the rejection.
///
/// Load it as a classic script: a module cannot read its own nonce, which the loader needs. Under
/// `require-trusted-types-for 'script'`, the page needs a default policy that lets the loader's URL pass. If the script is in the
/// page twice, it starts the loader once.
///
/// A browser may keep a page for its "Back" button, with the widget running, past a log-out. A member's script reloads such a
/// page when the visitor returns to it.
///
/// # Who gets it
///
/// The browser sends the visitor's cookies with the request for a script, whichever page loads it. So the script is for pages of
/// its own origin only, according to the request's `Sec-Fetch-Site`: `same-origin` gets the visitor's settings, and `same-site`,
/// `cross-site` and `none` are refused with status 403. A browser that does not send the header, as with plain HTTP to a host
/// other than localhost, gets a guest's script, which says so in the console. Every response has `no-store`, `nosniff` and
/// `Cross-Origin-Resource-Policy: same-origin`. If the mint fails or the layer is missing, the status is 500 and the
/// error is a `tracing` event.
pub async fn settings_script<S: AlgomoVisitor>(request: ScriptRequest<S>) -> Response {
    into_response(request.answer())
}

/// What [`settings_script`] reads from a request: where it comes from, and whose session it is.
///
/// The session's extractor does not run for a request that is refused.
pub struct ScriptRequest<S>(Request<S>);

enum Request<S> {
    Refused,
    WithoutLayer(MissingLayer),
    For(Algomo, ScriptVisitor<S>),
}

impl<S: AlgomoVisitor> ScriptRequest<S> {
    fn answer(&self) -> ScriptAnswer {
        let answer = match &self.0 {
            Request::Refused => return ScriptAnswer::refused(),
            Request::WithoutLayer(missing) => Err(missing.to_string()),
            Request::For(algomo, visitor) => {
                ScriptAnswer::new(algomo.mint(), visitor).map_err(|error| error.to_string())
            }
        };
        answer.unwrap_or_else(|error| {
            tracing::error!(target: "algomo_axum", error, "the Algomo settings script could not be made");
            ScriptAnswer::failed()
        })
    }
}

impl<S, State> FromRequestParts<State> for ScriptRequest<S>
where
    S: FromRequestParts<State>,
    State: Send + Sync,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Infallible> {
        let site = FetchSite::of(parts.headers.get_all("sec-fetch-site"));
        if site == FetchSite::Elsewhere {
            return Ok(Self(Request::Refused));
        }
        let algomo = match Algomo::from_request_parts(parts, state).await {
            Ok(algomo) => algomo,
            Err(missing) => return Ok(Self(Request::WithoutLayer(missing))),
        };
        let visitor = match site {
            FetchSite::SameOrigin => match S::from_request_parts(parts, state).await {
                Ok(session) => ScriptVisitor::Known(session),
                Err(rejection) => {
                    log_rejection(rejection.into_response().status());
                    ScriptVisitor::Rejected
                }
            },
            _ => ScriptVisitor::UnknownSite,
        };
        Ok(Self(Request::For(algomo, visitor)))
    }
}

/// A rejection may be the app's way to say that nobody is logged in, or a session store that is down.
fn log_rejection(status: StatusCode) {
    let status_code = status.as_u16();
    if status.is_server_error() {
        tracing::error!(target: "algomo_axum", status_code, "the session's extractor failed: the Algomo visitor is anonymous");
    } else {
        tracing::info!(target: "algomo_axum", status_code, "the session's extractor rejected: the Algomo visitor is anonymous");
    }
}

fn into_response(answer: ScriptAnswer) -> Response {
    let status = StatusCode::from_u16(answer.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = answer.headers();
    let mut response = Response::new(Body::from(answer.into_body()));
    *response.status_mut() = status;
    for (name, value) in headers {
        response
            .headers_mut()
            .insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

impl<S> fmt::Debug for ScriptRequest<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScriptRequest").finish_non_exhaustive()
    }
}
