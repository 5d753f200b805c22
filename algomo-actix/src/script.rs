//! The settings as a script of the page's own origin.

use core::fmt;
use core::future::Future;
use core::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use algomo_core::AlgomoVisitor;
use algomo_core::http::{FetchSite, ScriptAnswer, ScriptVisitor};

use crate::extract::{Algomo, MissingMiddleware};

/// Serves `window.algomoSettings` and the widget's loader as a script: `web::get().to(settings_script::<Session>)`.
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
/// # use actix_web::{App, web};
/// # use algomo_actix::{AlgomoMiddleware, settings_script};
/// # use algomo_core::VisitorAuth;
/// # #[derive(algomo_core::AlgomoVisitor)]
/// # struct Session { id: u32 }
/// # impl actix_web::FromRequest for Session {
/// #     type Error = actix_web::Error;
/// #     type Future = std::future::Ready<actix_web::Result<Self>>;
/// #     fn from_request(_: &actix_web::HttpRequest, _: &mut actix_web::dev::Payload) -> Self::Future {
/// #         std::future::ready(Ok(Self { id: 1 }))
/// #     }
/// # }
/// # fn app(auth: VisitorAuth) {
/// App::new()
///     .route("/settings.js", web::get().to(settings_script::<Session>))
///     .wrap(AlgomoMiddleware::new(auth))
/// # ;
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
/// `Cross-Origin-Resource-Policy: same-origin`. If the mint fails or the middleware is missing, the status is 500 and the
/// error is a `tracing` event.
pub async fn settings_script<S: AlgomoVisitor>(request: ScriptRequest<S>) -> HttpResponse {
    into_response(request.answer())
}

/// What [`settings_script`] reads from a request: where it comes from, and whose session it is.
///
/// The session's extractor does not run for a request that is refused.
pub struct ScriptRequest<S>(Request<S>);

enum Request<S> {
    Refused,
    WithoutMiddleware(MissingMiddleware),
    For(Algomo, ScriptVisitor<S>),
}

impl<S: AlgomoVisitor> ScriptRequest<S> {
    fn answer(&self) -> ScriptAnswer {
        let answer = match &self.0 {
            Request::Refused => return ScriptAnswer::refused(),
            Request::WithoutMiddleware(missing) => Err(missing.to_string()),
            Request::For(algomo, visitor) => {
                ScriptAnswer::new(algomo.mint(), visitor).map_err(|error| error.to_string())
            }
        };
        answer.unwrap_or_else(|error| {
            tracing::error!(target: "algomo_actix", error, "the Algomo settings script could not be made");
            ScriptAnswer::failed()
        })
    }
}

impl<S: FromRequest + 'static> FromRequest for ScriptRequest<S> {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, actix_web::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let site = FetchSite::of(request.headers().get_all("sec-fetch-site"));
        if site == FetchSite::Elsewhere {
            return Box::pin(async { Ok(Self(Request::Refused)) });
        }
        let algomo = Algomo::from_request(request, payload);
        let session = (site == FetchSite::SameOrigin).then(|| S::from_request(request, payload));
        Box::pin(async move {
            let algomo = match algomo.await {
                Ok(algomo) => algomo,
                Err(missing) => return Ok(Self(Request::WithoutMiddleware(missing))),
            };
            let visitor = match session {
                None => ScriptVisitor::UnknownSite,
                Some(session) => session.await.map_or_else(
                    |rejection| {
                        log_rejection(rejection.into().error_response().status());
                        ScriptVisitor::Rejected
                    },
                    ScriptVisitor::Known,
                ),
            };
            Ok(Self(Request::For(algomo, visitor)))
        })
    }
}

/// A rejection may be the app's way to say that nobody is logged in, or a session store that is down.
fn log_rejection(status: StatusCode) {
    let status_code = status.as_u16();
    if status.is_server_error() {
        tracing::error!(target: "algomo_actix", status_code, "the session's extractor failed: the Algomo visitor is anonymous");
    } else {
        tracing::info!(target: "algomo_actix", status_code, "the session's extractor rejected: the Algomo visitor is anonymous");
    }
}

fn into_response(answer: ScriptAnswer) -> HttpResponse {
    let status = StatusCode::from_u16(answer.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
    for header in answer.headers() {
        response.insert_header(header);
    }
    response.body(answer.into_body())
}

impl<S> fmt::Debug for ScriptRequest<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScriptRequest").finish_non_exhaustive()
    }
}
