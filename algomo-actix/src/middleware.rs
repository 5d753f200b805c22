//! The middleware: gives each request its mark and its mint, and each response the headers that it needs.

use core::fmt;
use core::future::{Ready, ready};
use core::task::{Context, Poll};
use std::sync::Arc;

use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::header::{COOKIE, HeaderName};
use actix_web::{Error, HttpMessage, HttpRequest};
use algomo_core::VisitorAuth;
use algomo_core::http::{ResponseMark, ResponseMint};

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
/// Put the middleware **outside every middleware that sets cache headers**, or that one overwrites ours, and **inside every
/// middleware that stores responses**, or the stored page goes to the next visitor. In Actix Web, a middleware that is wrapped
/// later is further outside:
///
/// ```
/// # use actix_web::App;
/// # use actix_web::middleware::{Condition, DefaultHeaders, NormalizePath};
/// # use algomo_actix::AlgomoMiddleware;
/// # use algomo_core::VisitorAuth;
/// # fn app(auth: VisitorAuth, response_cache: NormalizePath) {
/// App::new()
///     .wrap(DefaultHeaders::new().add(("Cache-Control", "max-age=60"))) // inside ours
///     .wrap(AlgomoMiddleware::new(auth))
///     .wrap(response_cache) // stores responses: outside ours
/// # ;
/// # }
/// ```
///
/// Put `Compress` inside ours, too. Outside, it adds a second `Vary` line, and nginx before 1.23 reads only one.
///
/// A second middleware around or inside the first does no harm: a token marks both responses, and routes inside the inner
/// middleware use its mint and nonce.
#[derive(Clone)]
pub struct AlgomoMiddleware {
    auth: AuthOf,
    nonce: Option<NonceOf>,
    vary_by: Arc<[HeaderName]>,
}

type AuthOf = Arc<dyn Fn(&HttpRequest) -> Option<VisitorAuth> + Send + Sync>;
type NonceOf = Arc<dyn Fn(&HttpRequest) -> Option<Arc<str>> + Send + Sync>;

impl AlgomoMiddleware {
    /// Mints with `auth` for every request.
    pub fn new(auth: VisitorAuth) -> Self {
        Self::from_fn(move |_| Some(auth.clone()))
    }

    /// Mints with the `auth` of the request's tenant. With `None`, nothing is rendered.
    ///
    /// The choice should depend on the tenant and not on the visitor. For a visitor who should not get the chat, return
    /// [`VisitorAuth::disabled()`]. In both cases, the response gets `Vary: Cookie`.
    ///
    /// The function runs when a handler extracts [`Algomo`](crate::Algomo), so it sees what other middleware has put into the
    /// request's extensions by then.
    ///
    /// ```
    /// use std::collections::HashMap;
    ///
    /// use algomo_actix::AlgomoMiddleware;
    /// use algomo_core::VisitorAuth;
    ///
    /// # fn middleware(tenants: HashMap<String, VisitorAuth>) -> AlgomoMiddleware {
    /// // One widget for each host name.
    /// AlgomoMiddleware::from_fn(move |request| {
    ///     // HTTP/2 has the host in the URI.
    ///     let header = request.headers().get("host").and_then(|host| host.to_str().ok());
    ///     let host = header.or_else(|| request.uri().host())?;
    ///     tenants.get(host).cloned()
    /// })
    /// # }
    /// ```
    pub fn from_fn(
        auth: impl Fn(&HttpRequest) -> Option<VisitorAuth> + Send + Sync + 'static,
    ) -> Self {
        Self { auth: Arc::new(auth), nonce: None, vary_by: Arc::new([COOKIE]) }
    }

    /// Takes the nonce of the response's `Content-Security-Policy` from the request's extension of type `T`, where another
    /// middleware has put it.
    ///
    /// A handler whose request has no such extension gets [`Error::MissingNonce`](algomo_core::Error::MissingNonce) from the
    /// mint.
    ///
    /// ```
    /// # use algomo_actix::{AlgomoMiddleware, CspNonce};
    /// # use algomo_core::VisitorAuth;
    /// # fn middleware(auth: VisitorAuth) -> AlgomoMiddleware {
    /// AlgomoMiddleware::new(auth).nonce_from_extension::<CspNonce>()
    /// # }
    /// ```
    #[must_use]
    pub fn nonce_from_extension<T: AsRef<str> + 'static>(self) -> Self {
        let nonce = |request: &HttpRequest| {
            request.extensions().get::<T>().map(|nonce| nonce.as_ref().into())
        };
        Self { nonce: Some(Arc::new(nonce)), ..self }
    }

    /// Takes the nonce of the response's `Content-Security-Policy` from a function of the request.
    ///
    /// It runs when a handler extracts [`Algomo`](crate::Algomo). `None` means that a nonce is expected but missing:
    /// rendering fails with [`MissingNonce`](algomo_core::Error::MissingNonce).
    #[must_use]
    pub fn nonce_from_fn<N: AsRef<str>>(
        self,
        nonce: impl Fn(&HttpRequest) -> Option<N> + Send + Sync + 'static,
    ) -> Self {
        let nonce = move |request: &HttpRequest| nonce(request).map(|nonce| nonce.as_ref().into());
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

impl fmt::Debug for AlgomoMiddleware {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AlgomoMiddleware")
            .field("has_nonce", &self.nonce.is_some())
            .field("vary_by", &self.vary_by)
            .finish_non_exhaustive()
    }
}

impl<S, B> Transform<S, ServiceRequest> for AlgomoMiddleware
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<B>;
    type Error = Error;
    type Transform = AlgomoService<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(AlgomoService { inner, middleware: Arc::new(self.clone()) }))
    }
}

/// The service of an [`AlgomoMiddleware`].
#[derive(Debug)]
pub struct AlgomoService<S> {
    inner: S,
    middleware: Arc<AlgomoMiddleware>,
}

impl<S, B> Service<ServiceRequest> for AlgomoService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<B>;
    type Error = Error;
    type Future = ResponseFuture<S::Future>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let outer = request.extensions().get::<ResponseMark>().map(ResponseMark::inner);
        let response = outer.unwrap_or_default();
        // `algomo-leptos` looks for it, too.
        request.extensions_mut().insert(response.clone());
        let wrapped =
            Wrapped { middleware: Arc::clone(&self.middleware), response: response.clone() };
        let outer = request.extensions_mut().insert(wrapped);
        let vary_by = Arc::clone(&self.middleware.vary_by);
        ResponseFuture::new(self.inner.call(request), response, vary_by, outer)
    }
}

/// The innermost middleware of a request with its mark, which the extractor looks for.
///
/// The request's extensions are shared, so the outer one is put back when the response leaves the inner middleware.
#[derive(Clone, Debug)]
pub(crate) struct Wrapped {
    middleware: Arc<AlgomoMiddleware>,
    response: ResponseMark,
}

/// The mint for the response to this request, if there is a middleware.
///
/// The application's functions may use the request's extensions, so these are not borrowed while they run.
pub(crate) fn mint(request: &HttpRequest) -> Option<ResponseMint> {
    let Wrapped { middleware, response } = request.extensions().get().cloned()?;
    let mint = ResponseMint::new(response).with_auth((middleware.auth)(request));
    Some(match &middleware.nonce {
        Some(nonce) => mint.with_nonce(nonce(request)),
        None => mint,
    })
}
