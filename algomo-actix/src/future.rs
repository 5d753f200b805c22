//! The response on its way out.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::sync::Arc;

use actix_web::dev::ServiceResponse;
use actix_web::error::InternalError;
use actix_web::http::header::{CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue, VARY};
use actix_web::{Error, HttpMessage};
use algomo_core::http::{
    CACHE_CONTROL as NO_STORE, Head, ResponseMark, forbids_storing, overrules_no_store, vary_by,
};

use crate::middleware::Wrapped;

pin_project_lite::pin_project! {
    /// The response future of an [`AlgomoService`](crate::AlgomoService).
    #[derive(Debug)]
    pub struct ResponseFuture<F> {
        #[pin]
        inner: F,
        mark: ResponseMark,
        vary_by: Arc<[HeaderName]>,
        // What the extractor finds once more when the response leaves this middleware.
        outer: Option<Wrapped>,
    }

    /// Without a response, nothing may be minted for it any more.
    impl<F> PinnedDrop for ResponseFuture<F> {
        fn drop(this: Pin<&mut Self>) {
            let _ = this.mark.send_head();
        }
    }
}

impl<F> ResponseFuture<F> {
    pub(crate) fn new(
        inner: F,
        mark: ResponseMark,
        vary_by: Arc<[HeaderName]>,
        outer: Option<Wrapped>,
    ) -> Self {
        Self { inner, mark, vary_by, outer }
    }
}

impl<F, B> Future for ResponseFuture<F>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let result = ready!(this.inner.poll(cx));
        let head = this.mark.send_head();
        Poll::Ready(match result {
            Ok(mut response) => {
                if let Some(outer) = this.outer.take() {
                    response.request().extensions_mut().insert(outer);
                }
                prepare(head, response.headers_mut(), this.vary_by);
                Ok(response)
            }
            Err(error) => Err(prepare_error(head, error, this.vary_by)),
        })
    }
}

/// An error that an inner middleware returns becomes a response outside ours. It gets its headers now.
fn prepare_error(head: Head, error: Error, vary_names: &[HeaderName]) -> Error {
    if head == Head::Unchanged {
        return error;
    }
    let mut response = error.error_response();
    prepare(head, response.headers_mut(), vary_names);
    InternalError::from_response(error, response).into()
}

fn prepare(head: Head, headers: &mut HeaderMap, vary_names: &[HeaderName]) {
    match head {
        Head::Unchanged => {}
        Head::Vary => {
            let value = vary_by(headers.get_all(VARY), vary_names);
            if let Some(Ok(value)) = value.map(HeaderValue::try_from) {
                headers.insert(VARY, value);
            }
        }
        Head::NoStore => {
            if !forbids_storing(headers.get_all(CACHE_CONTROL)) {
                headers.insert(CACHE_CONTROL, HeaderValue::from_static(NO_STORE));
            }
            let overrules = |name: &&HeaderName| overrules_no_store(name.as_str());
            let overruling: Vec<_> = headers.keys().filter(overrules).cloned().collect();
            for name in overruling {
                headers.remove(name);
            }
        }
    }
}
