//! Real responses of `leptos_axum`.

use algomo_axum::AlgomoLayer;
use axum::Router;
use axum::body::{Body, to_bytes};
pub(crate) use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::http::{Request, Response};
use axum::routing::get;
use leptos::prelude::IntoView;
pub(crate) use leptos_axum::{ResponseOptions, ResponseParts};
use leptos_axum::{
    render_app_async_with_context, render_app_to_stream_in_order_with_context,
    render_app_to_stream_with_context, render_app_to_stream_with_context_and_replace_blocks,
};
use tower::ServiceExt;

use crate::cases::app::Mode;
use crate::common::auth;

/// The headers and the text of a response. `head_left` is called between the two.
pub(crate) fn respond<V: IntoView + 'static>(
    mode: Mode,
    has_layer: bool,
    context: impl Fn() + Clone + Send + Sync + 'static,
    view: impl Fn() -> V + Clone + Send + Sync + 'static,
    head_left: impl FnOnce(),
) -> (Vec<(String, String)>, String) {
    let page = match mode {
        Mode::OutOfOrder => get(render_app_to_stream_with_context(context, view)),
        Mode::PartiallyBlocked => {
            get(render_app_to_stream_with_context_and_replace_blocks(context, view, true))
        }
        Mode::InOrder => get(render_app_to_stream_in_order_with_context(context, view)),
        Mode::Async => get(render_app_async_with_context(context, view)),
    };
    let router = Router::new().route("/", page);
    let router = if has_layer { router.layer(AlgomoLayer::new(auth())) } else { router };
    let request = Request::get("/?name=Ada").body(Body::empty()).expect("a request");
    block_on(async {
        let response = router.oneshot(request).await.expect("a router always answers");
        head_left();
        read(response).await
    })
}

pub(crate) async fn read(response: Response<Body>) -> (Vec<(String, String)>, String) {
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.expect("the whole body");
    let headers = parts.headers.iter();
    let headers =
        headers.map(|(name, value)| (name.to_string(), value.to_str().expect("ASCII").to_owned()));
    (headers.collect(), String::from_utf8(body.to_vec()).expect("UTF-8"))
}

/// Runs a future on a runtime of its own, on this thread, where `listen` records the events.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    // The tests' dependencies bring leptos_axum without its own start of the executor. Another test may have been first.
    _ = any_spawner::Executor::init_tokio();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    runtime.expect("a runtime").block_on(future)
}
