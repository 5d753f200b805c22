//! No response with a token can be stored by a cache, and no token leaves without its header.

#![forbid(unsafe_code)]

mod common;

use std::time::Duration;

use algomo_leptos::{AlgomoSettings, mark_uncacheable};
use axum::http::{HeaderName, HeaderValue};
use common::axum::{MODES, Mode, Page, app_in, respond};
use common::page::{shown_names, token_names, tokens};
use common::{User, ada, assert_one_event, auth, guest, nobody, user};
use leptos::prelude::*;
use leptos_axum::{ResponseOptions, ResponseParts};
use leptos_router::components::{ProtectedRoute, Route, Router, Routes};
use leptos_router::path;

fn set(name: &'static str, value: &'static str) {
    let response = expect_context::<ResponseOptions>();
    response.insert_header(HeaderName::from_static(name), HeaderValue::from_static(value));
}

async fn load_ada() -> Option<User> {
    tokio::time::sleep(Duration::from_millis(20)).await;
    ada()
}

fn load() -> Resource<Option<User>> {
    Resource::new(|| (), |()| load_ada())
}

fn named(user: Option<User>) -> impl IntoView {
    user.map(|user| view! { <b>{user.name}</b> })
}

#[test]
fn a_guest_who_is_known_at_once_leaves_the_page_cacheable() {
    for has_layer in [false, true] {
        for mode in MODES {
            let page = app_in(mode).layer(has_layer).respond(|| {
                set("cache-control", "public, max-age=60");
                set("surrogate-control", "max-age=60");
                view! { <AlgomoSettings user=guest/> }
            });
            assert_eq!(page.header("cache-control"), ["public, max-age=60"], "{mode:?}");
            assert_eq!(page.header("surrogate-control"), ["max-age=60"], "{mode:?}");
            let [vary] = page.header("vary")[..] else { panic!("{mode:?}") };
            assert!(vary.eq_ignore_ascii_case("Cookie"), "{vary}");
            assert_eq!(page.events, [""; 0], "{mode:?}");
        }
    }
}

#[test]
fn vary_is_extended() {
    for (set_by_app, sent) in
        [("accept-encoding", "accept-encoding, Cookie"), ("COOKIE", "COOKIE"), ("*", "*")]
    {
        let page = respond(Mode::OutOfOrder, move || {
            set("vary", set_by_app);
            view! { <AlgomoSettings user=guest/><AlgomoSettings user=guest/> }
        });
        assert_eq!(page.header("vary"), [sent]);
    }
}

/// The guest is known, but the closure that says so may say something else when the resource is there.
#[test]
fn a_guest_in_a_suspense_that_waits_is_not_known_yet() {
    for mode in MODES {
        let page = respond(mode, || {
            let late = Resource::new(|| (), |()| async { load_ada().await.map(|_| guest()) });
            view! {
                <Suspense>
                    {move || {
                        let user = late.get().flatten().flatten();
                        view! { <AlgomoSettings user=move || user.clone()/> }
                    }}
                </Suspense>
            }
        });
        assert!(page.is_uncacheable(), "{mode:?}");
        assert_eq!(tokens(&page.html), [""; 0]);
        assert_eq!(page.events, [""; 0], "{mode:?}");
    }
}

#[test]
fn a_stricter_header_stays_and_a_looser_one_goes() {
    for (set_by_app, sent) in [
        ("no-store", "no-store"),
        ("no-store, no-transform", "no-store, no-transform"),
        ("public, max-age=60", "private, no-store"),
        ("private", "private, no-store"),
        ("no-cache", "private, no-store"),
        ("must-understand, no-store", "private, no-store"),
    ] {
        for has_layer in [false, true] {
            let page = app_in(Mode::OutOfOrder).layer(has_layer).respond(move || {
                set("cache-control", set_by_app);
                view! { <AlgomoSettings user=ada/> }
            });
            assert_eq!(page.header("cache-control"), [sent], "{set_by_app}");
        }
    }
}

const OVERRULING: [&str; 6] = [
    "cdn-cache-control",
    "cloudflare-cdn-cache-control",
    "surrogate-control",
    "edge-control",
    "x-accel-expires",
    "expires",
];

fn set_all() {
    for name in OVERRULING {
        set(name, "60");
    }
    set("cache-control", "public, max-age=60");
}

#[track_caller]
fn assert_nothing_overrules(page: &Page, way: impl std::fmt::Debug) {
    assert_eq!(token_names(&page.html), ["Ada Lovelace"], "{way:?}");
    assert!(page.is_uncacheable(), "{way:?}: {:?}", page.headers);
    for name in OVERRULING {
        assert_eq!(page.header(name), [""; 0], "{way:?}: {name}");
    }
    assert_eq!(page.header("x-robots-tag"), ["noindex"], "{way:?}");
}

/// Set before the component is created, and between that and its rendering.
#[test]
fn what_the_app_sets_before_and_between_does_not_overrule() {
    for mode in MODES {
        let page = respond(mode, || {
            set("x-robots-tag", "noindex");
            set_all();
            let settings = view! { <AlgomoSettings user=ada/> };
            set_all();
            settings
        });
        assert_nothing_overrules(&page, mode);
    }
}

/// What the app sets after the component is rendered, only the layer can remove.
#[test]
fn what_the_app_sets_afterwards_does_not_overrule_with_the_layer() {
    for mode in MODES {
        let page = app_in(mode).layer(true).respond(|| {
            set("x-robots-tag", "noindex");
            view! { <AlgomoSettings user=ada/>{move || set_all()} }
        });
        assert_nothing_overrules(&page, mode);
    }
}

/// The ways in which a component is first created behind an await. What comes before it can be sent first.
const BEHIND_AN_AWAIT: [fn() -> AnyView; 5] =
    [in_suspend, in_await, in_protected_route, in_a_mapped_resource, in_a_nested_suspense];

fn in_suspend() -> AnyView {
    let user = load();
    view! {
        <h1>"Sent first"</h1>
        <Suspense>
            {move || Suspend::new(async move {
                let user = user.await;
                view! { {named(user.clone())} <AlgomoSettings user=move || user.clone()/> }
            })}
        </Suspense>
    }
    .into_any()
}

fn in_await() -> AnyView {
    view! {
        <h1>"Sent first"</h1>
        <Await future=load_ada() let:user>
            {
                let user = user.clone();
                view! { {named(user.clone())} <AlgomoSettings user=move || user.clone()/> }
            }
        </Await>
    }
    .into_any()
}

fn in_protected_route() -> AnyView {
    let user = load();
    let account = move || {
        let user = user.get().flatten();
        view! { {named(user.clone())} <AlgomoSettings user=move || user.clone()/> }
    };
    view! {
        <h1>"Sent first"</h1>
        <Router>
            <Routes fallback=|| "There is no such page">
                <ProtectedRoute
                    path=path!("/")
                    view=account
                    condition=move || user.get().map(|user| user.is_some())
                    redirect_path=|| "/log-in"
                />
                <Route path=path!("/log-in") view=|| "Log in"/>
            </Routes>
        </Router>
    }
    .into_any()
}

fn in_a_mapped_resource() -> AnyView {
    let user = load();
    view! {
        <h1>"Sent first"</h1>
        <Suspense>
            {move || user.get().map(|user| {
                view! { {named(user.clone())} <AlgomoSettings user=move || user.clone()/> }
            })}
        </Suspense>
    }
    .into_any()
}

fn in_a_nested_suspense() -> AnyView {
    let (first, user) = (load(), load());
    view! {
        <h1>"Sent first"</h1>
        <Suspense>
            {move || first.get().map(|_| view! {
                <Suspense>
                    {move || {
                        let user = user.get().flatten();
                        view! { {named(user.clone())} <AlgomoSettings user=move || user.clone()/> }
                    }}
                </Suspense>
            })}
        </Suspense>
    }
    .into_any()
}

/// Either there is a token with its header, or an event says why not.
#[test]
fn behind_an_await_there_is_no_token_without_its_header() {
    for (way, view) in BEHIND_AN_AWAIT.into_iter().enumerate() {
        for mode in MODES {
            for has_layer in [false, true] {
                let page = app_in(mode).layer(has_layer).respond(view);
                let way = (way, mode, has_layer);
                assert_eq!(shown_names(&page.html), ["Ada Lovelace"], "{way:?}");
                if tokens(&page.html).is_empty() {
                    assert_one_event(&page.events, "ERROR", "mark_uncacheable()");
                    assert_ne!(mode, Mode::Async, "{way:?}");
                } else {
                    assert_eq!(token_names(&page.html), ["Ada Lovelace"], "{way:?}");
                    assert!(page.is_uncacheable(), "{way:?}");
                    assert_eq!(page.events, [""; 0], "{way:?}");
                }
            }
        }
    }
}

/// Marked by a parent or by the context function, the token is there in every mode.
#[test]
fn behind_an_await_a_marked_response_has_the_token() {
    for (way, view) in BEHIND_AN_AWAIT.into_iter().enumerate() {
        for mode in MODES {
            for has_layer in [false, true] {
                let marked = move || {
                    mark_uncacheable();
                    view()
                };
                let by_parent = app_in(mode).layer(has_layer).respond(marked);
                let context = || {
                    provide_context(auth());
                    mark_uncacheable();
                };
                let by_context = app_in(mode).layer(has_layer).context(context).respond(view);
                for page in [by_parent, by_context] {
                    let way = (way, mode, has_layer);
                    assert_eq!(shown_names(&page.html), ["Ada Lovelace"], "{way:?}");
                    assert_eq!(token_names(&page.html), ["Ada Lovelace"], "{way:?}");
                    assert!(page.is_uncacheable(), "{way:?}");
                    assert_eq!(page.events, [""; 0], "{way:?}");
                }
            }
        }
    }
}

/// The children of a nested `<Suspense>` are created with those of the outer one, long before they are rendered.
#[test]
fn a_component_that_is_created_in_time_is_rendered_late() {
    for mode in MODES {
        for has_layer in [false, true] {
            let page = app_in(mode).layer(has_layer).respond(|| {
                let (first, user) = (load(), load());
                view! {
                    <h1>"Sent first"</h1>
                    <Suspense>
                        {move || Suspend::new(async move { first.await; })}
                        <Suspense><AlgomoSettings user=ada/></Suspense>
                        <Suspense><AlgomoSettings user=user/></Suspense>
                    </Suspense>
                }
            });
            assert_eq!(token_names(&page.html), ["Ada Lovelace"; 2], "{mode:?} {has_layer}");
            assert!(page.is_uncacheable(), "{mode:?} {has_layer}");
            assert_eq!(page.events, [""; 0], "{mode:?} {has_layer}");
        }
    }
}

/// Another component of the page has marked the response in time, and this one's token may follow.
#[test]
fn a_mark_holds_for_every_component_of_the_page() {
    for mode in MODES {
        let page = respond(mode, || view! { <AlgomoSettings user=ada/>{in_suspend()} });
        assert_eq!(token_names(&page.html), ["Ada Lovelace"; 2], "{mode:?}");
        assert!(page.is_uncacheable(), "{mode:?}");
    }
}

/// An app that keeps the response options makes the integration's reference look as if it were still there.
#[test]
fn a_clone_of_the_response_options_hides_no_late_component() {
    for mode in [Mode::OutOfOrder, Mode::InOrder] {
        let page = respond(mode, || {
            let (user, response) = (load(), expect_context::<ResponseOptions>());
            view! {
                <h1>"Sent first"</h1>
                <Suspense>
                    {move || {
                        let response = response.clone();
                        Suspend::new(async move {
                            let user = user.await;
                            response.append_header(
                                HeaderName::from_static("x-user"),
                                HeaderValue::from_static("known"),
                            );
                            view! { <AlgomoSettings user=move || user.clone()/> }
                        })
                    }}
                </Suspense>
            }
        });
        assert_eq!(tokens(&page.html), [""; 0], "{mode:?}");
        assert_one_event(&page.events, "ERROR", "mark_uncacheable()");
    }
}

/// What the mark without a layer relies on.
#[test]
fn leptos_axum_holds_the_prefetches_until_the_head_leaves() {
    use leptos::PrefetchLazyFn;

    for mode in MODES {
        let page = respond(mode, || {
            let late = load();
            let held = std::sync::Arc::new(std::sync::OnceLock::new());
            // Leptos runs the children more than once, and the first run takes the context.
            let is_held = move || {
                *held.get_or_init(|| {
                    let prefetches = take_context::<PrefetchLazyFn>().expect("a dynamic page");
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
        // The first chunk of an async response is the whole page.
        assert_eq!(shown_names(&page.html), [(mode == Mode::Async).to_string()], "{mode:?}");
        let page = respond(mode, || {
            let prefetches = take_context::<PrefetchLazyFn>().expect("a dynamic page");
            view! { <b>{prefetches.0.into_inner().is_none()}</b> }
        });
        assert_eq!(shown_names(&page.html), ["true"], "{mode:?}");
    }
}

async fn after<T>(milliseconds: u64, value: T) -> T {
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    value
}

/// A context function may provide a struct that holds the response options, and a server function may hold them across an
/// await.
#[test]
fn whoever_holds_the_response_options_a_late_component_is_late() {
    #[derive(Clone)]
    struct Holder(#[expect(dead_code, reason = "it only holds the options")] ResponseOptions);

    for mode in [Mode::OutOfOrder, Mode::InOrder] {
        for name in ["Ada Lovelace", "Augusta King"] {
            let in_context = app_in(mode)
                .context(|| {
                    provide_context(auth());
                    provide_context(Holder(expect_context()));
                })
                .respond(in_suspend);
            let in_server_function = respond(mode, move || {
                let user = Resource::new(|| (), move |()| after(20, Some(user("u-1042", name))));
                let stock = Resource::new(
                    || (),
                    |()| async {
                        let response = expect_context::<ResponseOptions>();
                        after(80, ()).await;
                        response.set_status(axum::http::StatusCode::OK);
                        7
                    },
                );
                view! {
                    <h1>"Sent first"</h1>
                    <Suspense>
                        {move || Suspend::new(async move {
                            let user = user.await;
                            view! { <AlgomoSettings user=move || user.clone()/> }
                        })}
                    </Suspense>
                    <Suspense>{move || stock.get()}</Suspense>
                }
            });
            for page in [in_context, in_server_function] {
                assert_eq!(tokens(&page.html), [""; 0], "{mode:?}");
                assert!(!page.is_uncacheable(), "{mode:?}");
                assert_one_event(&page.events, "ERROR", "mark_uncacheable()");
            }
        }
    }
}

/// What the app sets while the rest of the page is rendered, or while a blocking resource loads.
#[test]
fn what_the_app_sets_after_the_mark_does_not_overrule() {
    fn overwrite() {
        set_all();
        expect_context::<ResponseOptions>().overwrite(ResponseParts::default());
        set_all();
    }
    fn clear() {
        expect_context::<ResponseOptions>().overwrite(ResponseParts::default());
    }

    for mode in MODES {
        for overrule in [set_all, overwrite, clear] {
            let page = respond(mode, move || {
                let user = load();
                view! {
                    <h1>"Sent first"</h1>
                    <Suspense><AlgomoSettings user=user/></Suspense>
                    {move || {
                        overrule();
                        set("x-robots-tag", "noindex");
                    }}
                }
            });
            assert_nothing_overrules(&page, mode);
            let page = respond(mode, move || {
                let user = Resource::new(|| (), |()| after(40, ada()));
                let blocking = Resource::new_blocking(
                    || (),
                    move |()| async move {
                        after(10, ()).await;
                        overrule();
                        set("x-robots-tag", "noindex");
                    },
                );
                view! {
                    <Suspense><AlgomoSettings user=user/></Suspense>
                    <Suspense>{move || blocking.get()}</Suspense>
                }
            });
            assert_nothing_overrules(&page, mode);
        }
    }
}

#[test]
fn a_user_whom_the_mint_refuses_gets_no_token() {
    for mode in MODES {
        let page = respond(mode, || view! { <AlgomoSettings user=nobody/> });
        assert_eq!(tokens(&page.html), [""; 0]);
        assert_one_event(&page.events, "ERROR", "the visitor's id is empty");
    }
}
