//! The extractor: the mint for the response to one request.

use core::fmt;
use core::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, ResponseError};
use algomo_core::http::ResponseMint;
use algomo_core::{AlgomoVisitor, Error, Mint, Settings, VisitorToken};

use crate::middleware;

/// The mint for the response to this request. A token that it mints marks the response, so that no cache stores it.
///
/// With `algomo-askama`, pass it to the template itself: `{{ session|algomo_settings(algomo) }}`. For other template engines,
/// [`settings`](Self::settings) yields the HTML, and [`token`](Self::token) the bare token.
///
/// ```
/// use actix_web::error::ErrorInternalServerError;
/// use actix_web::web::Html;
/// use algomo_actix::Algomo;
/// use algomo_core::Visitor;
///
/// async fn page(algomo: Algomo) -> actix_web::Result<Html> {
///     let user = Visitor::new(1).name("Ada"); // from the session
///     let settings = algomo.settings(user).map_err(ErrorInternalServerError)?;
///     Ok(Html::new(format!("<!doctype html><head>{settings}</head>")))
/// }
/// ```
///
/// Clones belong to the same response, so one can be moved into a streamed body. Extract it in the handler, not in the body: with
/// two middlewares, the request has left the inner one by then, and the mint would be the outer one's.
///
/// `Option<Algomo>` is `None` if there is no middleware, for a handler that also serves routes without one.
#[derive(Clone, Debug)]
pub struct Algomo(ResponseMint);

impl Algomo {
    /// Mints the user's token and renders it for the page, with the nonce of the response if the middleware knows it.
    ///
    /// A token marks the response as one that no cache may store. For an anonymous visitor, the response gets
    /// `Vary: Cookie`.
    ///
    /// # Errors
    ///
    /// Those of [`VisitorAuth::settings`](algomo_core::VisitorAuth::settings); [`MissingNonce`](Error::MissingNonce) and
    /// [`InvalidNonce`](Error::InvalidNonce), for a guest, too; and [`ResponseStarted`](Error::ResponseStarted) for a token
    /// if the response's head has left unmarked.
    pub fn settings(&self, user: impl AlgomoVisitor) -> Result<Settings, Error> {
        self.0.settings(user)
    }

    /// Mints the user's token, or `None` for an anonymous visitor, for a page or an API that passes it on in its own way.
    ///
    /// The response is marked as by [`settings`](Self::settings).
    ///
    /// # Errors
    ///
    /// Those of [`VisitorAuth::token`](algomo_core::VisitorAuth::token), and [`ResponseStarted`](Error::ResponseStarted)
    /// when the response's head has left unmarked.
    pub fn token(&self, user: impl AlgomoVisitor) -> Result<Option<VisitorToken>, Error> {
        self.0.token(user)
    }

    /// Marks the response before anything is minted, so that tokens may follow in a streamed body.
    ///
    /// If the mint is disabled, or the tenant has none, no token can follow: the response then stays cacheable, and only gets
    /// `Vary: Cookie`.
    ///
    /// # Errors
    ///
    /// [`ResponseStarted`](Error::ResponseStarted) when the response's head has left unmarked.
    pub fn mark(&self) -> Result<(), Error> {
        self.0.mark()
    }

    /// The hash of the settings script that was rendered for this response, for a `Content-Security-Policy` without a
    /// nonce: `'sha256-…'`, with the quotes. `None` if there is no script, as for a guest.
    ///
    /// Call it after the page is rendered. If several scripts were rendered, their hashes are separated by spaces.
    pub fn csp_hash(&self) -> Option<String> {
        self.0.csp_hash()
    }

    pub(crate) fn mint(&self) -> &ResponseMint {
        &self.0
    }
}

/// A nonce that the template passes takes precedence over the middleware's.
impl Mint for Algomo {
    fn mint_settings(
        &self,
        user: &dyn AlgomoVisitor,
        nonce: Option<&str>,
    ) -> Result<Settings, Error> {
        self.0.mint_settings(user, nonce)
    }

    fn mint_token(&self, user: &dyn AlgomoVisitor) -> Result<Option<VisitorToken>, Error> {
        self.0.mint_token(user)
    }

    fn is_enabled(&self) -> bool {
        self.0.is_enabled()
    }
}

impl FromRequest for Algomo {
    type Error = MissingMiddleware;
    type Future = Ready<Result<Self, MissingMiddleware>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(middleware::mint(request).map(Self).ok_or(MissingMiddleware(())))
    }
}

/// There is no [`AlgomoMiddleware`](crate::AlgomoMiddleware) around the route, so nothing would set the response's headers.
///
/// As a response, it has status 500 and the error's text as the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingMiddleware(());

impl fmt::Display for MissingMiddleware {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "the extractor `Algomo` needs an `AlgomoMiddleware` around this route: add `.wrap(AlgomoMiddleware::new(auth))` \
             to the app",
        )
    }
}

impl std::error::Error for MissingMiddleware {}

impl ResponseError for MissingMiddleware {}
