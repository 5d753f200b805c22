//! Real responses of `leptos_axum`, in each way in which Leptos renders.

use std::sync::RwLock;

use algomo_axum::AlgomoLayer;
use algomo_core::VisitorAuth;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, Response, header};
use axum::routing::{MethodRouter, get};
use leptos::prelude::*;
use leptos_axum::{
    render_app_async_with_context, render_app_to_stream_in_order_with_context,
    render_app_to_stream_with_context, render_app_to_stream_with_context_and_replace_blocks,
};
use tower::ServiceExt;

use super::page::without_placeholders;
use super::{auth, listen};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Mode {
    OutOfOrder,
    PartiallyBlocked,
    InOrder,
    Async,
}

pub(crate) const MODES: [Mode; 4] =
    [Mode::OutOfOrder, Mode::PartiallyBlocked, Mode::InOrder, Mode::Async];

/// While Leptos lists an app's routes, no resource of the whole process loads: the other tests wait.
pub(crate) static LISTING: RwLock<()> = RwLock::new(());

/// A response, read to its end.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) headers: HeaderMap,
    pub(crate) html: String,
    pub(crate) events: Vec<String>,
}

impl Page {
    /// All lines of a header.
    pub(crate) fn header(&self, name: &str) -> Vec<&str> {
        self.headers.get_all(name).iter().map(|value| value.to_str().expect("ASCII")).collect()
    }

    pub(crate) fn is_uncacheable(&self) -> bool {
        self.header("cache-control") == ["private, no-store"]
    }
}

/// An app that answers `/`, with `auth()` as its context unless it says otherwise.
pub(crate) struct App<C> {
    mode: Mode,
    context: C,
    has_layer: bool,
}

pub(crate) fn app_in(mode: Mode) -> App<impl Fn() + Clone + Send + Sync + 'static> {
    App { mode, context: || provide_context(auth()), has_layer: false }
}

impl<C: Fn() + Clone + Send + Sync + 'static> App<C> {
    pub(crate) fn context<N>(self, context: N) -> App<N> {
        App { mode: self.mode, context, has_layer: self.has_layer }
    }

    /// With algomo-axum's layer around Leptos's route, or without.
    pub(crate) fn layer(self, has_layer: bool) -> Self {
        Self { has_layer, ..self }
    }

    pub(crate) fn respond<V: IntoView + 'static>(
        self,
        view: impl Fn() -> V + Clone + Send + Sync + 'static,
    ) -> Page {
        let mut router = Router::new().route("/", handler(self.mode, self.context, view));
        if self.has_layer {
            router = router.layer(AlgomoLayer::new(auth()));
        }
        let request = Request::get("/?name=Ada").body(Body::empty()).expect("a request");
        let ((headers, html), events) = listen(|| {
            let _loading = LISTING.read();
            block_on(async {
                let response = router.oneshot(request).await.expect("a router always answers");
                read(response).await
            })
        });
        assert!(headers.get_all(header::CACHE_CONTROL).iter().count() < 2, "{headers:?}");
        Page { headers, html, events }
    }
}

pub(crate) fn handler<V: IntoView + 'static>(
    mode: Mode,
    context: impl Fn() + Clone + Send + Sync + 'static,
    view: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> MethodRouter {
    match mode {
        Mode::OutOfOrder => get(render_app_to_stream_with_context(context, view)),
        Mode::PartiallyBlocked => {
            get(render_app_to_stream_with_context_and_replace_blocks(context, view, true))
        }
        Mode::InOrder => get(render_app_to_stream_in_order_with_context(context, view)),
        Mode::Async => get(render_app_async_with_context(context, view)),
    }
}

pub(crate) async fn read(response: Response<Body>) -> (HeaderMap, String) {
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.expect("the whole body");
    (parts.headers, without_placeholders(str::from_utf8(&body).expect("UTF-8")))
}

/// Asks for the page, with `auth()` as the context.
pub(crate) fn respond<V: IntoView + 'static>(
    mode: Mode,
    view: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> Page {
    app_in(mode).respond(view)
}

pub(crate) fn respond_with<V: IntoView + 'static>(
    auth: Option<VisitorAuth>,
    mode: Mode,
    view: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> Page {
    let context = move || {
        if let Some(auth) = &auth {
            provide_context(auth.clone());
        }
    };
    app_in(mode).context(context).respond(view)
}

/// Runs a future on a runtime of its own, on this thread: here `listen` hears what happens.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    // The tests' dependencies bring leptos_axum without its own start of the executor. Another test may have been first.
    _ = any_spawner::Executor::init_tokio();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    runtime.expect("a runtime").block_on(future)
}
