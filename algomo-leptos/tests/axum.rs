//! The component inside of real responses of `leptos_axum`: headers, nonce, context, and Leptos's repeated runs.

#![forbid(unsafe_code)]

mod common;

use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, RwLock};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use algomo_core::VisitorAuth;
use algomo_leptos::{AlgomoSettings, mark_uncacheable};
use axum::body::{Body, to_bytes};
use axum::extract::Query;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Request, header};
use common::{EMPTY, User, ada, assert_one_event, auth, guest, listen, nobody};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::{
    ResponseOptions, render_app_async_with_context, render_app_to_stream_in_order_with_context,
    render_app_to_stream_with_context,
};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Mode {
    OutOfOrder,
    InOrder,
    Async,
}

const MODES: [Mode; 3] = [Mode::OutOfOrder, Mode::InOrder, Mode::Async];

/// While Leptos lists an app's routes, no resource of the whole process loads: the other tests keep out.
static LISTING: RwLock<()> = RwLock::new(());

struct Page {
    cache_control: Option<String>,
    html: String,
    events: Vec<String>,
}

/// Asks for `/?name=Ada` and reads the response to its end.
fn respond<V: IntoView + 'static>(
    mode: Mode,
    app: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> Page {
    respond_with(Some(auth()), mode, app)
}

fn respond_with<V: IntoView + 'static>(
    auth: Option<VisitorAuth>,
    mode: Mode,
    app: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> Page {
    let _loading = LISTING.read();
    let context = move || {
        if let Some(auth) = &auth {
            provide_context(auth.clone());
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    // The test's dependencies bring leptos_axum without its own start of the executor. Another test may have been first.
    _ = any_spawner::Executor::init_tokio();
    let request = Request::get("/?name=Ada").body(Body::empty()).unwrap();
    let ((cache_control, html), events) = listen(|| {
        runtime.block_on(async {
            let response = match mode {
                Mode::OutOfOrder => render_app_to_stream_with_context(context, app)(request).await,
                Mode::InOrder => {
                    render_app_to_stream_in_order_with_context(context, app)(request).await
                }
                Mode::Async => render_app_async_with_context(context, app)(request).await,
            };
            let all: Vec<_> = response.headers().get_all(header::CACHE_CONTROL).iter().collect();
            assert!(all.len() < 2, "{all:?}");
            let cache_control = all.first().map(|value| value.to_str().unwrap().to_owned());
            let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
            (cache_control, String::from_utf8(body.to_vec()).unwrap())
        })
    });
    Page { cache_control, html, events }
}

fn tokens(html: &str) -> usize {
    html.matches("\"visitorToken\"").count()
}

async fn soon() -> u32 {
    tokio::time::sleep(Duration::from_millis(20)).await;
    1815
}

#[test]
fn a_token_makes_the_response_uncacheable() {
    for mode in MODES {
        let page = respond(mode, || view! { <main><AlgomoSettings user=ada/></main> });
        assert_eq!(page.cache_control.as_deref(), Some("private, no-store"), "{mode:?}");
        assert_eq!(tokens(&page.html), 1, "{mode:?}");
        assert_eq!(page.events, [""; 0], "{mode:?}");
    }
}

#[test]
fn a_response_without_a_token_is_left_alone() {
    for user in [guest, nobody] {
        let page =
            respond(Mode::OutOfOrder, move || view! { <main><AlgomoSettings user=user/></main> });
        assert_eq!(page.cache_control, None);
        assert_eq!(tokens(&page.html), 0);
        let page = respond(Mode::OutOfOrder, move || {
            set_cache_control("public, max-age=60");
            view! { <main><AlgomoSettings user=user/></main> }
        });
        assert_eq!(page.cache_control.as_deref(), Some("public, max-age=60"));
    }
    let page = respond_with(None, Mode::OutOfOrder, || view! { <AlgomoSettings user=ada/> });
    assert_eq!(page.cache_control, None);
    assert_one_event(&page.events, "WARN", "no VisitorAuth");
}

fn set_cache_control(value: &'static str) {
    let response = expect_context::<ResponseOptions>();
    response.insert_header(header::CACHE_CONTROL, HeaderValue::from_static(value));
}

#[test]
fn a_stricter_header_stays_and_a_looser_one_goes() {
    for (set, sent) in [
        ("no-store", "no-store"),
        ("no-store, no-transform", "no-store, no-transform"),
        ("public, max-age=60", "private, no-store"),
        ("private", "private, no-store"),
        ("no-cache", "private, no-store"),
    ] {
        let page = respond(Mode::OutOfOrder, move || {
            set_cache_control(set);
            view! { <AlgomoSettings user=ada/> }
        });
        assert_eq!(page.cache_control.as_deref(), Some(sent), "{set}");
    }
}

#[test]
fn the_nonce_of_the_integration_is_taken() {
    let page = respond(Mode::OutOfOrder, || {
        let nonce = use_nonce().map(|nonce| nonce.to_string());
        view! { <p>{nonce}</p><AlgomoSettings user=ada/> }
    });
    let nonce = page.html.split("<p>").nth(1).unwrap().split('<').next().unwrap();
    assert!(nonce.len() > 20, "{}", page.html);
    assert!(page.html.contains(&format!(r#"<script nonce="{nonce}">window.algomoSettings"#)));

    let page = respond(Mode::OutOfOrder, || view! { <AlgomoSettings user=ada nonce="b3du"/> });
    assert!(page.html.contains(r#"<script nonce="b3du">window.algomoSettings"#));
}

#[allow(clippy::unused_async, reason = "a server function is one")]
#[server]
async fn the_servers_user() -> Result<String, ServerFnError> {
    let parts = expect_context::<Parts>();
    Ok(parts.uri.query().unwrap_or_default().replace("name=", ""))
}

/// Runs what never waits, as most extractors and many server functions don't.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

#[test]
fn extractors_and_server_functions_work_inside_of_user() {
    #[derive(serde::Deserialize)]
    struct Name {
        name: String,
    }

    let from_extractor = || {
        let Query(Name { name }) = at_once(leptos_axum::extract()).unwrap();
        User { id: name.clone(), name }
    };
    let from_function = || {
        let name = at_once(the_servers_user()).unwrap();
        User { id: name.clone(), name }
    };
    let expected = auth().settings(&User { id: "Ada".into(), name: "Ada".into() }).unwrap();
    let page = respond(Mode::OutOfOrder, move || view! { <AlgomoSettings user=from_extractor/> });
    assert!(page.html.contains(expected.script()));
    let page = respond(Mode::OutOfOrder, move || view! { <AlgomoSettings user=from_function/> });
    assert!(page.html.contains(expected.script()));
}

#[test]
fn inside_of_a_late_suspense_it_is_made_before_the_headers_are_sent() {
    for mode in MODES {
        let page = respond(mode, || {
            let late = Resource::new(|| (), |()| soon());
            view! {
                <Suspense fallback=|| "…">
                    <AlgomoSettings user=ada/>
                    {move || Suspend::new(async move { late.await })}
                </Suspense>
            }
        });
        assert_eq!(page.cache_control.as_deref(), Some("private, no-store"), "{mode:?}");
        assert_eq!(tokens(&page.html), 1, "{mode:?}");
        assert!(page.html.contains("1815"), "{mode:?}");
    }
}

/// A closure inside of a `<Suspense>` is run several times.
#[test]
fn a_repeated_run_asks_for_the_user_once_and_reports_once() {
    for mode in MODES {
        for (user, has_token) in [(ada as fn() -> _, true), (nobody, false)] {
            let calls = Arc::new(AtomicUsize::new(0));
            let runs = Arc::new(AtomicUsize::new(0));
            let (count_call, count_run) = (calls.clone(), runs.clone());
            let page = respond(mode, move || {
                let late = Resource::new(|| (), |()| soon());
                let (count_call, count_run) = (count_call.clone(), count_run.clone());
                let view = move || {
                    count_run.fetch_add(1, Ordering::Relaxed);
                    let count_call = count_call.clone();
                    let user = move || {
                        count_call.fetch_add(1, Ordering::Relaxed);
                        user()
                    };
                    late.get().map(|number| view! { <p>{number}</p><AlgomoSettings user=user/> })
                };
                view! { <Suspense fallback=|| "…">{view}</Suspense> }
            });
            assert_eq!(calls.load(Ordering::Relaxed), 1, "{mode:?}");
            assert!(runs.load(Ordering::Relaxed) > 1, "{mode:?}");
            assert_eq!(tokens(&page.html), usize::from(has_token), "{mode:?}");
            if has_token {
                assert!(page.events.is_empty(), "{:?}", page.events);
            } else {
                assert_one_event(&page.events, "ERROR", "the visitor's id is empty");
            }
        }
    }
}

#[test]
fn behind_an_await_the_app_marks_the_response() {
    for mode in MODES {
        for is_marked in [true, false] {
            let page = respond(mode, move || {
                if is_marked {
                    mark_uncacheable();
                }
                let late = Resource::new(|| (), |()| soon());
                view! {
                    <h1>"Sent first"</h1>
                    <Suspense fallback=|| "…">
                        {move || Suspend::new(async move {
                            late.await;
                            view! { <AlgomoSettings user=ada/> }
                        })}
                    </Suspense>
                }
            });
            assert_eq!(tokens(&page.html), 1, "{mode:?}");
            // Streamed headers have left when the component is made.
            let expected = (is_marked || mode == Mode::Async).then_some("private, no-store");
            assert_eq!(page.cache_control.as_deref(), expected, "{mode:?}");
        }
    }
}

#[test]
fn a_list_of_routes_asks_nobody_and_reports_nothing() {
    fn unexpected() -> Option<User> {
        panic!("nobody asks for a page")
    }

    #[component]
    fn App() -> impl IntoView {
        view! {
            <AlgomoSettings user=unexpected/>
            <Router>
                <Routes fallback=|| "…">
                    <Route path=path!("/") view=|| view! { <AlgomoSettings user=unexpected auth=auth()/> }/>
                </Routes>
            </Router>
        }
    }

    let _listing = LISTING.write();
    let (routes, events) = listen(|| leptos_axum::generate_route_list(App));
    assert_eq!(routes.len(), 1);
    assert!(events.is_empty(), "{events:?}");
}

#[test]
fn requests_do_not_share_users() {
    let users = Arc::new(AtomicUsize::new(0));
    let next = move || {
        let id = users.fetch_add(1, Ordering::Relaxed);
        User { id: id.to_string(), name: format!("number {id}") }
    };
    let app = move || {
        let next = next.clone();
        view! { <AlgomoSettings user=next/> }
    };
    let [first, second] = [respond(Mode::OutOfOrder, app.clone()), respond(Mode::OutOfOrder, app)];
    for (id, page) in [first, second].into_iter().enumerate() {
        let user = User { id: id.to_string(), name: format!("number {id}") };
        assert!(page.html.contains(auth().settings(&user).unwrap().script()), "{id}");
    }
}

#[test]
fn the_elements_stay_two_beside_their_neighbours() {
    let page = respond(Mode::OutOfOrder, || view! { <i></i><AlgomoSettings user=guest/><b></b> });
    assert!(page.html.contains(&format!("<i></i>{EMPTY}{EMPTY}<b></b>")), "{}", page.html);
}
