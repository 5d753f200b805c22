//! Real responses of `leptos_actix`.

use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
pub(crate) use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, HeaderMap};
pub(crate) use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::{Condition, Next, from_fn};
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web::Data;
use actix_web::{App, Route};
use algomo_actix::AlgomoMiddleware;
use leptos::config::LeptosOptions;
use leptos::prelude::IntoView;
use leptos_actix::{
    LeptosRoutes, generate_route_list_with_exclusions_and_ssg_and_context,
    render_app_async_with_context, render_app_to_stream_in_order_with_context,
    render_app_to_stream_with_context, render_app_to_stream_with_context_and_replace_blocks,
};
pub(crate) use leptos_actix::{ResponseOptions, ResponseParts};

use crate::cases::app::{BETWEEN, LISTING, Mode};
use crate::common::{auth, listen};

const GET: leptos_router::Method = leptos_router::Method::Get;

/// The headers and the text of a response. `head_left` is called between the two.
pub(crate) fn respond<V: IntoView + 'static>(
    mode: Mode,
    has_middleware: bool,
    context: impl Fn() + Clone + Send + Sync + 'static,
    view: impl Fn() -> V + Clone + Send + Sync + 'static,
    head_left: impl FnOnce(),
) -> (Vec<(String, String)>, String) {
    let page: Route = match mode {
        Mode::OutOfOrder => render_app_to_stream_with_context(context, view, GET),
        Mode::PartiallyBlocked => {
            render_app_to_stream_with_context_and_replace_blocks(context, view, GET, true)
        }
        Mode::InOrder => render_app_to_stream_in_order_with_context(context, view, GET),
        Mode::Async => render_app_async_with_context(context, view, GET),
    };
    block_on(async {
        let middleware = Condition::new(has_middleware, AlgomoMiddleware::new(auth()));
        let app = App::new().wrap(from_fn(between)).wrap(middleware).route("/", page);
        let app = init_service(app).await;
        let request = TestRequest::get().uri("/?name=Ada").to_request();
        let response: ServiceResponse<_> = call_service(&app, request).await;
        head_left();
        let headers = lines(response.headers());
        (headers, String::from_utf8(read_body(response).await.to_vec()).expect("UTF-8"))
    })
}

/// Middleware between the layer and Leptos, which sets `Cache-Control` if the app says so in another header.
async fn between(
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> actix_web::Result<ServiceResponse> {
    let mut response = next.call(request).await?;
    if let Some(value) = response.headers_mut().remove(BETWEEN).next() {
        response.headers_mut().insert(CACHE_CONTROL, value);
    }
    Ok(response)
}

/// The events while the files of static pages are generated, and the text and the events of a response for each path.
pub(crate) fn respond_from_site<V: IntoView + 'static>(
    options: &LeptosOptions,
    has_middleware: bool,
    is_prerendered: bool,
    context: impl Fn() + Clone + Send + Sync + 'static,
    app: impl Fn() -> V + Copy + Send + Sync + 'static,
    paths: &[String],
) -> (Vec<String>, Vec<(String, Vec<String>)>) {
    let (routes, generator) = {
        let _listing = LISTING.write();
        // It needs the runtime.
        block_on(async {
            generate_route_list_with_exclusions_and_ssg_and_context(app, None, context.clone())
        })
    };
    let _loading = LISTING.read();
    let ((), events) = listen(|| {
        if is_prerendered {
            block_on(generator.generate(options));
        }
    });
    let answers = paths.iter().map(|path| {
        let respond = async {
            let middleware = Condition::new(has_middleware, AlgomoMiddleware::new(auth()));
            let site = App::new().wrap(middleware).app_data(Data::new(options.clone()));
            let site = site.leptos_routes_with_context(routes.clone(), context.clone(), app);
            let site = init_service(site).await;
            let response = call_service(&site, TestRequest::get().uri(path).to_request()).await;
            String::from_utf8(read_body(response).await.to_vec()).expect("UTF-8")
        };
        listen(|| block_on(respond))
    });
    (events, answers.collect())
}

pub(crate) fn lines(headers: &HeaderMap) -> Vec<(String, String)> {
    let lines = headers.iter();
    let lines =
        lines.map(|(name, value)| (name.to_string(), value.to_str().expect("ASCII").to_owned()));
    lines.collect()
}

/// Runs a future on a runtime of its own, on this thread, where `listen` records the events.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    // Another test may have been first.
    _ = any_spawner::Executor::init_tokio();
    actix_web::rt::System::new().block_on(future)
}
