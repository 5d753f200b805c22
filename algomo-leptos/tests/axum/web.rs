//! Real responses of `leptos_axum`.

use algomo_axum::AlgomoLayer;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::CACHE_CONTROL;
pub(crate) use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::http::{Request, Response};
use axum::middleware::map_response;
use axum::routing::{MethodRouter, get};
use leptos::config::LeptosOptions;
use leptos::prelude::IntoView;
use leptos_axum::{
    LeptosRoutes, generate_route_list_with_exclusions_and_ssg_and_context,
    render_app_async_with_context, render_app_to_stream_in_order_with_context,
    render_app_to_stream_with_context, render_app_to_stream_with_context_and_replace_blocks,
};
pub(crate) use leptos_axum::{ResponseOptions, ResponseParts};
use tower::ServiceExt;

use crate::cases::app::{BETWEEN, LISTING, Mode};
use crate::common::{auth, listen};

/// The headers and the text of a response. `head_left` is called between the two.
pub(crate) fn respond<V: IntoView + 'static>(
    mode: Mode,
    has_layer: bool,
    context: impl Fn() + Clone + Send + Sync + 'static,
    view: impl Fn() -> V + Clone + Send + Sync + 'static,
    head_left: impl FnOnce(),
) -> (Vec<(String, String)>, String) {
    let router = Router::new().route("/", handler(mode, context, view));
    let router = router.layer(map_response(between));
    let router = if has_layer { router.layer(AlgomoLayer::new(auth())) } else { router };
    let request = Request::get("/?name=Ada").body(Body::empty()).expect("a request");
    block_on(async {
        let response = router.oneshot(request).await.expect("a router always answers");
        head_left();
        read(response).await
    })
}

/// Middleware between the layer and Leptos, which sets `Cache-Control` if the app says so in another header.
async fn between(mut response: Response<Body>) -> Response<Body> {
    if let Some(value) = response.headers_mut().remove(BETWEEN) {
        response.headers_mut().insert(CACHE_CONTROL, value);
    }
    response
}

/// The page in one of Leptos's modes.
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

/// The events while the files of static pages are generated, and the text and the events of a response for each path.
pub(crate) fn respond_from_site<V: IntoView + 'static>(
    options: &LeptosOptions,
    has_layer: bool,
    is_prerendered: bool,
    context: impl Fn() + Clone + Send + Sync + 'static,
    app: impl Fn() -> V + Copy + Send + Sync + 'static,
    paths: &[String],
) -> (Vec<String>, Vec<(String, Vec<String>)>) {
    let (routes, generator) = {
        let _listing = LISTING.write();
        generate_route_list_with_exclusions_and_ssg_and_context(app, None, context.clone())
    };
    let _loading = LISTING.read();
    let ((), events) = listen(|| {
        if is_prerendered {
            block_on(generator.generate(options));
        }
    });
    let site = Router::new().leptos_routes_with_context(options, routes, context, app);
    let site = site.with_state(options.clone());
    let site = if has_layer { site.layer(AlgomoLayer::new(auth())) } else { site };
    let answers = paths.iter().map(|path| {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let response = site.clone().oneshot(request);
        listen(|| block_on(async { read(response.await.expect("an answer")).await.1 }))
    });
    (events, answers.collect())
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
