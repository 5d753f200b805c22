//! The response on its way out.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::sync::Arc;

use algomo_core::http::{
    CACHE_CONTROL as NO_STORE, Head, ResponseMark, forbids_storing, overrules_no_store, vary_by,
};
use http::Response;
use http::header::{CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue, VARY};

pin_project_lite::pin_project! {
    /// The response future of an [`AlgomoService`](crate::AlgomoService).
    #[derive(Debug)]
    pub struct ResponseFuture<F> {
        #[pin]
        inner: F,
        mark: ResponseMark,
        vary_by: Arc<[HeaderName]>,
    }

    /// Without a response, nothing may be minted for it any more.
    impl<F> PinnedDrop for ResponseFuture<F> {
        fn drop(this: Pin<&mut Self>) {
            let _ = this.mark.send_head();
        }
    }
}

impl<F> ResponseFuture<F> {
    pub(crate) fn new(inner: F, mark: ResponseMark, vary_by: Arc<[HeaderName]>) -> Self {
        Self { inner, mark, vary_by }
    }
}

impl<F, B, E> Future for ResponseFuture<F>
where
    F: Future<Output = Result<Response<B>, E>>,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let result = ready!(this.inner.poll(cx));
        let head = this.mark.send_head();
        let mut response = result?;
        prepare(head, response.headers_mut(), this.vary_by);
        Poll::Ready(Ok(response))
    }
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
