//! The component in real responses of `leptos_actix`.

#![forbid(unsafe_code)]

mod common;

use std::time::Duration;

use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::{App, Route};
use algomo_actix::AlgomoMiddleware;
use algomo_leptos::{AlgomoSettings, mark_uncacheable};
use common::page::{shown_names, token_names, tokens};
use common::{User, ada, assert_one_event, auth, guest, listen, user};
use leptos::prelude::*;
use leptos_actix::{
    ResponseOptions, render_app_async_with_context, render_app_to_stream_in_order_with_context,
    render_app_to_stream_with_context,
};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Mode {
    OutOfOrder,
    InOrder,
    Async,
}

/// While Leptos lists an app's routes, no resource of the whole process loads: the other tests wait.
static LISTING: std::sync::RwLock<()> = std::sync::RwLock::new(());

const MODES: [Mode; 3] = [Mode::OutOfOrder, Mode::InOrder, Mode::Async];

/// A response, read to its end.
struct Page {
    headers: Vec<(String, String)>,
    html: String,
    events: Vec<String>,
}

impl Page {
    fn header(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|header| header.0 == name).map(|header| &*header.1).collect()
    }

    fn is_uncacheable(&self) -> bool {
        self.header("cache-control") == ["private, no-store"]
    }
}

fn respond<V: IntoView + 'static>(
    mode: Mode,
    has_middleware: bool,
    view: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> Page {
    let context = || provide_context(auth());
    let route = || -> Route {
        match mode {
            Mode::OutOfOrder => render_app_to_stream_with_context(context, view.clone(), GET),
            Mode::InOrder => render_app_to_stream_in_order_with_context(context, view.clone(), GET),
            Mode::Async => render_app_async_with_context(context, view.clone(), GET),
        }
    };
    _ = any_spawner::Executor::init_tokio();
    let ((headers, html), events) = listen(|| {
        let _loading = LISTING.read();
        actix_web::rt::System::new().block_on(async {
            let request = TestRequest::get().uri("/?name=Ada").to_request();
            if has_middleware {
                let app = App::new().wrap(AlgomoMiddleware::new(auth())).route("/", route());
                let app = init_service(app).await;
                read(call_service(&app, request).await).await
            } else {
                let app = init_service(App::new().route("/", route())).await;
                read(call_service(&app, request).await).await
            }
        })
    });
    Page { headers, html, events }
}

const GET: leptos_router::Method = leptos_router::Method::Get;

async fn read(
    response: actix_web::dev::ServiceResponse<impl actix_web::body::MessageBody>,
) -> (Vec<(String, String)>, String) {
    let headers = response.headers().iter();
    let headers =
        headers.map(|(name, value)| (name.to_string(), value.to_str().expect("ASCII").to_owned()));
    let headers = headers.collect();
    (headers, String::from_utf8(read_body(response).await.to_vec()).expect("UTF-8"))
}

fn load<T>(value: T) -> Resource<T>
where
    T: Clone + Send + Sync + serde::Serialize + serde::de::DeserializeOwned + 'static,
{
    Resource::new(
        || (),
        move |()| {
            let value = value.clone();
            async move {
                tokio::time::sleep(Duration::from_millis(20)).await;
                value
            }
        },
    )
}

fn named(user: Option<&User>) -> impl IntoView + use<> {
    user.map(|user| view! { <b>{user.name.clone()}</b> })
}

#[track_caller]
fn assert_names(page: &Page, name: &str, way: impl std::fmt::Debug) {
    assert_eq!(shown_names(&page.html), [name], "{way:?}");
    assert_eq!(token_names(&page.html), [name], "{way:?}");
    assert!(page.is_uncacheable(), "{way:?}: {:?}", page.headers);
    assert_eq!(page.events, [""; 0], "{way:?}");
}

fn every_way() -> impl Iterator<Item = (Mode, bool)> {
    MODES.into_iter().flat_map(|mode| [(mode, false), (mode, true)])
}

fn set(name: &'static str, value: &'static str) {
    let response = expect_context::<ResponseOptions>();
    response.insert_header(HeaderName::from_static(name), HeaderValue::from_static(value));
}

#[test]
fn closures_and_resources_in_a_suspense() {
    for way @ (mode, has_middleware) in every_way() {
        let page = respond(mode, has_middleware, || {
            let customer = load(Some(user("c-7", "Customer")));
            view! {
                <h1>"Sent first"</h1>
                <Suspense>
                    {move || {
                        let user = customer.get().flatten().unwrap_or_else(|| user("a-1", "Admin"));
                        let name = named(Some(&user));
                        view! { {name} <AlgomoSettings user=move || user.clone()/> }
                    }}
                </Suspense>
            }
        });
        assert_names(&page, "Customer", way);
        let page = respond(mode, has_middleware, || {
            let user = load(ada());
            view! {
                <h1>"Sent first"</h1>
                <Transition>
                    <AlgomoSettings user=user/>
                    {move || named(user.get().flatten().as_ref())}
                </Transition>
            }
        });
        assert_names(&page, "Ada Lovelace", way);
    }
}

#[test]
fn a_resource_outside_of_a_suspense() {
    for way @ (mode, has_middleware) in every_way() {
        let page = respond(mode, has_middleware, || {
            view! { <b>"Ada Lovelace"</b><AlgomoSettings user=load(ada())/> }
        });
        assert_names(&page, "Ada Lovelace", way);
    }
}

#[test]
fn behind_an_await_there_is_no_token_without_its_header() {
    for way @ (mode, has_middleware) in every_way() {
        for is_marked in [false, true] {
            let page = respond(mode, has_middleware, move || {
                if is_marked {
                    mark_uncacheable();
                }
                let user = load(ada());
                view! {
                    <h1>"Sent first"</h1>
                    <Suspense>
                        {move || Suspend::new(async move {
                            let user = user.await;
                            view! { {named(user.as_ref())} <AlgomoSettings user=move || user.clone()/> }
                        })}
                    </Suspense>
                }
            });
            if is_marked || mode == Mode::Async {
                assert_names(&page, "Ada Lovelace", way);
            } else {
                assert_eq!(tokens(&page.html), [""; 0], "{way:?}");
                assert_one_event(&page.events, "ERROR", "mark_uncacheable()");
            }
        }
    }
}

#[test]
fn a_guest_who_is_known_at_once_leaves_the_page_cacheable() {
    for way @ (mode, has_middleware) in every_way() {
        let page = respond(mode, has_middleware, || {
            set("cache-control", "public, max-age=60");
            view! { <AlgomoSettings user=guest/> }
        });
        assert_eq!(page.header("cache-control"), ["public, max-age=60"], "{way:?}");
        let [vary] = page.header("vary")[..] else { panic!("{way:?}") };
        assert!(vary.eq_ignore_ascii_case("Cookie"), "{way:?}: {vary}");
        assert_eq!(page.events, [""; 0], "{way:?}");
    }
}

#[test]
fn what_the_app_sets_does_not_overrule() {
    fn set_all() {
        set("cache-control", "public, max-age=60");
        set("surrogate-control", "max-age=60");
        set("expires", "0");
    }

    for way @ (mode, has_middleware) in every_way() {
        let page = respond(mode, has_middleware, move || {
            set_all();
            let settings = view! { <b>"Ada Lovelace"</b><AlgomoSettings user=ada/> };
            set_all();
            // Afterwards, only the middleware can remove it.
            view! { {settings}{move || has_middleware.then(set_all)} }
        });
        assert_names(&page, "Ada Lovelace", way);
        for name in ["surrogate-control", "expires"] {
            assert_eq!(page.header(name), [""; 0], "{way:?}");
        }
        let page = respond(mode, has_middleware, || {
            set("cache-control", "no-store, no-transform");
            view! { <AlgomoSettings user=ada/> }
        });
        assert_eq!(page.header("cache-control"), ["no-store, no-transform"], "{way:?}");
    }
}

#[component]
fn StaticApp() -> impl IntoView {
    use leptos_router::components::{Route, Router, Routes};
    use leptos_router::{SsrMode, path, static_routes::StaticRoute};

    let page = || {
        mark_uncacheable();
        let response = expect_context::<ResponseOptions>();
        response.overwrite(leptos_actix::ResponseParts::default());
        let status = move || response.set_status(actix_web::http::StatusCode::OK);
        view! { <b>"Ada Lovelace"</b><AlgomoSettings user=ada/>{status} }
    };
    let prerendered = || SsrMode::Static(StaticRoute::new());
    view! {
        <Router>
            <Routes fallback=|| "There is no such page">
                <Route path=path!("/page") view=page ssr=prerendered()/>
            </Routes>
        </Router>
    }
}

/// A static page is sent to everybody.
#[test]
fn a_static_page_never_has_a_token() {
    for is_marked in [false, true] {
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("actix_static");
        _ = std::fs::remove_dir_all(&folder);
        let root = folder.to_str().expect("UTF-8").to_owned();
        let options =
            leptos::config::LeptosOptions::builder().output_name("app").site_root(root).build();
        let context = move || {
            provide_context(auth());
            if is_marked {
                mark_uncacheable();
            }
        };
        _ = any_spawner::Executor::init_tokio();
        let ((), events) = listen(|| {
            let _listing = LISTING.write();
            actix_web::rt::System::new().block_on(async {
                let (_, generator) =
                    leptos_actix::generate_route_list_with_exclusions_and_ssg_and_context(
                        StaticApp, None, context,
                    );
                generator.generate(&options).await;
            });
        });
        let html = std::fs::read_to_string(folder.join("page.html")).expect("a rendered page");
        assert!(html.contains("Ada Lovelace"), "{html}");
        assert_eq!(tokens(&html), [""; 0]);
        assert_one_event(&events, "ERROR", "SsrMode::Static");
        _ = std::fs::remove_dir_all(&folder);
    }
}

/// What the mark without the middleware relies on.
#[test]
fn leptos_actix_holds_the_prefetches_until_the_head_leaves() {
    for mode in MODES {
        let page = respond(mode, false, || {
            let late = load(1815);
            let held = std::sync::Arc::new(std::sync::OnceLock::new());
            // Leptos runs the children more than once, and the first run takes the context.
            let is_held = move || {
                *held.get_or_init(|| {
                    let prefetches =
                        take_context::<leptos::PrefetchLazyFn>().expect("a dynamic page");
                    prefetches.0.into_inner().is_none()
                })
            };
            view! {
                <h1>"Sent first"</h1>
                <Suspense>
                    {move || {
                        let is_held = is_held.clone();
                        Suspend::new(async move {
                            late.await;
                            view! { <b>{is_held()}</b> }
                        })
                    }}
                </Suspense>
            }
        });
        assert_eq!(shown_names(&page.html), [(mode == Mode::Async).to_string()], "{mode:?}");
        let page = respond(mode, false, || {
            let prefetches = take_context::<leptos::PrefetchLazyFn>().expect("a dynamic page");
            view! { <b>{prefetches.0.into_inner().is_none()}</b> }
        });
        assert_eq!(shown_names(&page.html), ["true"], "{mode:?}");
    }
}
