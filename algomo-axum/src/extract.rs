//! The extractor: the mint for the response to one request.

use core::convert::Infallible;
use core::fmt;

use algomo_core::http::ResponseMint;
use algomo_core::{AlgomoVisitor, Error, Mint, Settings, VisitorToken};
use axum_core::extract::{FromRequestParts, OptionalFromRequestParts};
use axum_core::response::{IntoResponse, Response};
use http::StatusCode;
use http::request::Parts;

use crate::layer;

/// The mint for the response to this request. A token that it mints marks the response, so that no cache stores it.
///
/// With `algomo-askama`, pass it to the template itself: `{{ session|algomo_settings(algomo) }}`. For other template engines,
/// [`settings`](Self::settings) yields the HTML, and [`token`](Self::token) the bare token.
///
/// ```
/// use algomo_axum::Algomo;
/// use algomo_core::Visitor;
/// use axum::http::StatusCode;
/// use axum::response::Html;
///
/// async fn page(algomo: Algomo) -> Result<Html<String>, StatusCode> {
///     let user = Visitor::new(1).name("Ada"); // from the session
///     let settings = algomo.settings(user).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
///     Ok(Html(format!("<!doctype html><head>{settings}</head>")))
/// }
/// ```
///
/// Clones belong to the same response, so one can be moved into a streamed body.
///
/// `Option<Algomo>` is `None` if there is no layer, for a handler that also serves routes without one.
#[derive(Clone, Debug)]
pub struct Algomo(ResponseMint);

impl Algomo {
    /// Mints the user's token and renders it for the page, with the nonce of the response if the layer knows it.
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

/// A nonce that the template passes takes precedence over the layer's.
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

impl<S: Sync> FromRequestParts<S> for Algomo {
    type Rejection = MissingLayer;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, MissingLayer> {
        layer::mint(parts).map(Self).ok_or(MissingLayer(()))
    }
}

/// `None` if there is no layer.
impl<S: Sync> OptionalFromRequestParts<S> for Algomo {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Infallible> {
        Ok(layer::mint(parts).map(Self))
    }
}

/// There is no [`AlgomoLayer`](crate::AlgomoLayer) around the route, so nothing would set the response's headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingLayer(());

impl fmt::Display for MissingLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "the extractor `Algomo` needs an `AlgomoLayer` around this route: add `.layer(AlgomoLayer::new(auth))` to the \
             router, after the route",
        )
    }
}

impl std::error::Error for MissingLayer {}

/// Status 500, with the error's text as the body.
impl IntoResponse for MissingLayer {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, self.to_string()).into_response()
    }
}
