//! A component that is first created behind an await: a token comes with its header, or an event says why there is none.

use algomo_leptos::{AlgomoSettings, mark_uncacheable};
use leptos::prelude::*;
use leptos_router::components::{ProtectedRoute, Route, Router, Routes};
use leptos_router::path;

use super::app::{
    MODES, Mode, after, app_in, every_way, load_late, named, respond, when_the_head_has_left,
};
use crate::common::page::{shown_names, tokens};
use crate::common::{ada, assert_one_event, auth};

/// The ways in which a component is first created behind an await. What comes before it can be sent first.
const BEHIND_AN_AWAIT: [fn() -> AnyView; 5] =
    [in_suspend, in_await, in_protected_route, in_a_mapped_resource, in_a_nested_suspense];

fn in_suspend() -> AnyView {
    let user = load_late(ada());
    view! {
        <h1>"Sent first"</h1>
        <Suspense>
            {move || Suspend::new(async move {
                let user = user.await;
                view! { {named(user.as_ref())} <AlgomoSettings user=move || user.clone()/> }
            })}
        </Suspense>
    }
    .into_any()
}

fn in_await() -> AnyView {
    view! {
        <h1>"Sent first"</h1>
        <Await future=when_the_head_has_left(ada()) let:user>
            {
                let user = user.clone();
                view! { {named(user.as_ref())} <AlgomoSettings user=move || user.clone()/> }
            }
        </Await>
    }
    .into_any()
}

fn in_protected_route() -> AnyView {
    let user = load_late(ada());
    let account = move || {
        let user = user.get().flatten();
        view! { {named(user.as_ref())} <AlgomoSettings user=move || user.clone()/> }
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
    let user = load_late(ada());
    view! {
        <h1>"Sent first"</h1>
        <Suspense>
            {move || user.get().map(|user| {
                view! { {named(user.as_ref())} <AlgomoSettings user=move || user.clone()/> }
            })}
        </Suspense>
    }
    .into_any()
}

fn in_a_nested_suspense() -> AnyView {
    let (first, user) = (load_late(ada()), load_late(ada()));
    view! {
        <h1>"Sent first"</h1>
        <Suspense>
            {move || first.get().map(|_| view! {
                <Suspense>
                    {move || {
                        let user = user.get().flatten();
                        view! { {named(user.as_ref())} <AlgomoSettings user=move || user.clone()/> }
                    }}
                </Suspense>
            })}
        </Suspense>
    }
    .into_any()
}

/// What they wait for arrives when the head of a streamed response has left, and before it leaves in an async response.
#[test]
fn without_a_mark_there_is_a_token_in_async_mode_only() {
    for (view, placement) in BEHIND_AN_AWAIT.into_iter().zip(0..) {
        for (mode, has_layer) in every_way() {
            let page = app_in(mode).layer(has_layer).respond(view);
            let way = (placement, mode, has_layer);
            if mode == Mode::Async {
                page.assert_names("Ada Lovelace", way);
            } else {
                assert_eq!(shown_names(&page.html), ["Ada Lovelace"], "{way:?}");
                assert_eq!(tokens(&page.html), [""; 0], "{way:?}");
                assert!(!page.is_uncacheable(), "{way:?}");
                assert_one_event(&page.events, "ERROR", "mark_uncacheable()");
            }
        }
    }
}

/// Marked by a parent or by the context function, the token is there in every mode.
#[test]
fn a_marked_response_has_the_token() {
    for (view, placement) in BEHIND_AN_AWAIT.into_iter().zip(0..) {
        for (mode, has_layer) in every_way() {
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
                page.assert_names("Ada Lovelace", (placement, mode, has_layer));
            }
        }
    }
}

/// The head waits for a blocking resource, and the component is created before it leaves.
#[test]
fn behind_a_blocking_resource() {
    for way @ (mode, has_layer) in every_way() {
        for is_marked in [false, true] {
            let page = app_in(mode).layer(has_layer).respond(move || {
                if is_marked {
                    mark_uncacheable();
                }
                let user = Resource::new_blocking(|| (), |()| after(20, ada()));
                view! {
                    <h1>"Sent first"</h1>
                    <Suspense>
                        {move || Suspend::new(async move {
                            let user = user.await;
                            let name = named(user.as_ref());
                            view! { {name} <AlgomoSettings user=move || user.clone()/> }
                        })}
                    </Suspense>
                }
            });
            page.assert_names("Ada Lovelace", (way, is_marked));
        }
    }
}

/// The children of a nested `<Suspense>` are created with those of the outer one, long before they are rendered.
#[test]
fn a_component_that_is_created_in_time_is_rendered_late() {
    for way @ (mode, has_layer) in every_way() {
        let page = app_in(mode).layer(has_layer).respond(|| {
            let (first, user) = (load_late(ada()), load_late(ada()));
            view! {
                <h1>"Sent first"</h1>
                <Suspense>
                    {move || Suspend::new(async move { first.await; })}
                    <Suspense><AlgomoSettings user=ada/></Suspense>
                    <Suspense><AlgomoSettings user=user/></Suspense>
                </Suspense>
            }
        });
        page.assert_tokens(&["Ada Lovelace"; 2], way);
    }
}

/// Another component of the page has marked the response in time, and this one's token may follow.
#[test]
fn a_mark_holds_for_every_component_of_the_page() {
    for mode in MODES {
        let page = respond(mode, || view! { <AlgomoSettings user=ada/>{in_suspend()} });
        page.assert_tokens(&["Ada Lovelace"; 2], mode);
    }
}
