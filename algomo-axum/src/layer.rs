//! The layer: gives each request its mark and its mint, and each response the headers that it needs.

use core::fmt;
use core::task::{Context, Poll};
use std::sync::Arc;

use algomo_core::VisitorAuth;
use algomo_core::http::{ResponseMark, ResponseMint};
use http::header::{COOKIE, HeaderName};
use http::request::Parts;
use http::{Request, Response};
use tower_layer::Layer;
use tower_service::Service;

use crate::future::ResponseFuture;

/// Sets the headers of each response for which [`Algomo`](crate::Algomo) minted a token.
///
/// - A response with a token gets `Cache-Control: private, no-store`, unless its own `Cache-Control` has `no-store` and no
///   `must-understand`. What would overrule it is removed: every `*-Cache-Control`, `Surrogate-Control`, `Edge-Control`,
///   `X-Accel-Expires` and `Expires`.
/// - A response whose handler asked the mint and got no token, because the visitor is a guest, gets `Cookie` added to its
///   `Vary`.
/// - Every other response keeps its headers: assets, redirects, pages without settings.
///
/// # Order
///
/// Put the layer **outside every layer that sets cache headers**, or that layer overwrites ours, and **inside every layer that
/// stores responses**, or the stored page goes to the next visitor. In axum, a layer that is added later is further outside, and
/// a route that is added after the layer is not covered by it:
///
/// ```
/// # use algomo_axum::AlgomoLayer;
/// # use algomo_core::VisitorAuth;
/// # use axum::Router;
/// # use axum::routing::get;
/// # use tower_http::set_header::SetResponseHeaderLayer as SetHeader;
/// # fn app(auth: VisitorAuth, headers: SetHeader<http::HeaderValue>, response_cache: tower::layer::util::Identity) -> Router {
/// Router::new()
///     .route("/", get(|| async { "…" }))
///     .layer(headers) // sets Cache-Control: inside ours
///     .layer(AlgomoLayer::new(auth))
///     .layer(response_cache) // stores responses: outside ours
/// # }
/// ```
///
/// Put a compression layer inside ours, too. Outside, it adds a second `Vary` line, and nginx before 1.23 reads only one.
///
/// A second layer around or inside the first does no harm: a token marks both responses, and routes inside the inner layer
/// use its mint and nonce.
#[derive(Clone)]
pub struct AlgomoLayer {
    auth: AuthOf,
    nonce: Option<NonceOf>,
    vary_by: Arc<[HeaderName]>,
}

type AuthOf = Arc<dyn Fn(&Parts) -> Option<VisitorAuth> + Send + Sync>;
type NonceOf = Arc<dyn Fn(&Parts) -> Option<Arc<str>> + Send + Sync>;

impl AlgomoLayer {
    /// Mints with `auth` for every request.
    pub fn new(auth: VisitorAuth) -> Self {
        Self::from_fn(move |_| Some(auth.clone()))
    }

    /// Mints with the `auth` of the request's tenant. With `None`, nothing is rendered.
    ///
    /// The choice should depend on the tenant and not on the visitor. For a visitor who should not get the chat, return
    /// [`VisitorAuth::disabled()`]. In both cases, the response gets `Vary: Cookie`.
    ///
    /// The function runs when a handler extracts [`Algomo`](crate::Algomo), so it sees what other layers have put into the
    /// request's extensions by then.
    ///
    /// ```
    /// use std::collections::HashMap;
    ///
    /// use algomo_axum::AlgomoLayer;
    /// use algomo_core::VisitorAuth;
    ///
    /// # fn layer(tenants: HashMap<String, VisitorAuth>) -> AlgomoLayer {
    /// // One widget for each host name.
    /// AlgomoLayer::from_fn(move |parts| {
    ///     // HTTP/2 has the host in the URI.
    ///     let header = parts.headers.get("host").and_then(|host| host.to_str().ok());
    ///     let host = header.or_else(|| parts.uri.host())?;
    ///     tenants.get(host).cloned()
    /// })
    /// # }
    /// ```
    pub fn from_fn(auth: impl Fn(&Parts) -> Option<VisitorAuth> + Send + Sync + 'static) -> Self {
        Self { auth: Arc::new(auth), nonce: None, vary_by: Arc::new([COOKIE]) }
    }

    /// Takes the nonce of the response's `Content-Security-Policy` from the request's extension of type `T`, where another
    /// layer has put it.
    ///
    /// A handler whose request has no such extension gets [`Error::MissingNonce`](algomo_core::Error::MissingNonce) from the
    /// mint.
    ///
    /// ```
    /// # use algomo_axum::{AlgomoLayer, CspNonce};
    /// # use algomo_core::VisitorAuth;
    /// # fn layer(auth: VisitorAuth) -> AlgomoLayer {
    /// AlgomoLayer::new(auth).nonce_from_extension::<CspNonce>()
    /// # }
    /// ```
    #[must_use]
    pub fn nonce_from_extension<T: AsRef<str> + Send + Sync + 'static>(self) -> Self {
        let nonce = |parts: &Parts| parts.extensions.get::<T>().map(|nonce| nonce.as_ref().into());
        Self { nonce: Some(Arc::new(nonce)), ..self }
    }

    /// Takes the nonce of the response's `Content-Security-Policy` from a function of the request.
    ///
    /// It runs when a handler extracts [`Algomo`](crate::Algomo). `None` means that a nonce is expected but missing:
    /// rendering fails with [`MissingNonce`](algomo_core::Error::MissingNonce).
    #[must_use]
    pub fn nonce_from_fn<N: AsRef<str>>(
        self,
        nonce: impl Fn(&Parts) -> Option<N> + Send + Sync + 'static,
    ) -> Self {
        let nonce = move |parts: &Parts| nonce(parts).map(|nonce| nonce.as_ref().into());
        Self { nonce: Some(Arc::new(nonce)), ..self }
    }

    /// Sets the headers that a guest's page varies by, in place of `Cookie`: those that say who the visitor is.
    ///
    /// With an empty list, the page's `Vary` does not change. A shared cache may then show a guest's page to members.
    #[must_use]
    pub fn vary_by(self, headers: impl IntoIterator<Item = HeaderName>) -> Self {
        Self { vary_by: headers.into_iter().collect(), ..self }
    }
}

impl fmt::Debug for AlgomoLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AlgomoLayer")
            .field("has_nonce", &self.nonce.is_some())
            .field("vary_by", &self.vary_by)
            .finish_non_exhaustive()
    }
}

impl<S> Layer<S> for AlgomoLayer {
    type Service = AlgomoService<S>;

    fn layer(&self, inner: S) -> Self::Service {
        AlgomoService { inner, layer: Arc::new(self.clone()) }
    }
}

/// The service of an [`AlgomoLayer`].
#[derive(Clone, Debug)]
pub struct AlgomoService<S> {
    inner: S,
    layer: Arc<AlgomoLayer>,
}

impl<S, B, ResponseBody> Service<Request<B>> for AlgomoService<S>
where
    S: Service<Request<B>, Response = Response<ResponseBody>>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = ResponseFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        let extensions = request.extensions_mut();
        let outer: Option<&ResponseMark> = extensions.get();
        let response = outer.map_or_else(ResponseMark::new, ResponseMark::inner);
        // `algomo-leptos` looks for it, too.
        extensions.insert(response.clone());
        extensions.insert(Layered(Arc::clone(&self.layer)));
        let vary_by = Arc::clone(&self.layer.vary_by);
        ResponseFuture::new(self.inner.call(request), response, vary_by)
    }
}

/// The innermost layer of a request, which the extractor looks for.
#[derive(Clone)]
struct Layered(Arc<AlgomoLayer>);

/// The mint for the response to this request, if there is a layer.
pub(crate) fn mint(parts: &Parts) -> Option<ResponseMint> {
    let Layered(layer) = parts.extensions.get()?;
    let response: &ResponseMark = parts.extensions.get()?;
    let mint = ResponseMint::new(response.clone()).with_auth((layer.auth)(parts));
    Some(match &layer.nonce {
        Some(nonce) => mint.with_nonce(nonce(parts)),
        None => mint,
    })
}
