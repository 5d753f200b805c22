//! What the page waits for, and what it does not wait for.

use algomo_leptos::AlgomoSettings;
use leptos::prelude::*;

use super::app::{MODES, Mode, Place, after, app_in, load, respond};
use crate::common::page::{shown_names, token_names, tokens};
use crate::common::{self, ada, assert_one_event, guest, user};

/// A `LocalResource` in a function can't be found at compile time. Nothing waits for it.
#[test]
fn a_local_resource_in_a_function_never_arrives() {
    for mode in MODES {
        for place in [Place::Suspense, Place::Outside] {
            let page = respond(mode, move || {
                let user = LocalResource::new(|| after(15, ada()));
                place.around(move || view! { <AlgomoSettings user=move || user.get().flatten()/> })
            });
            assert_eq!(tokens(&page.html), [""; 0], "{mode:?} {place:?}");
            assert_one_event(&page.events, "ERROR", "LocalResource");
        }
    }
}

/// As the README says: Leptos sends the fallback in place of the children.
#[test]
fn beside_a_local_resource_nothing_is_rendered() {
    for mode in MODES {
        for name in ["Ada Lovelace", "Augusta King"] {
            let page = respond(mode, move || {
                let local = LocalResource::new(|| after(15, 7));
                let user = move || user("u-1042", name);
                view! { <Suspense><AlgomoSettings user=user/>{move || local.get()}</Suspense> }
            });
            assert!(!page.html.contains("<script></script>"), "{mode:?}");
            assert_eq!(tokens(&page.html), [""; 0], "{mode:?}");
            let page = respond(mode, move || {
                let local = LocalResource::new(|| after(15, 7));
                let user = move || user("u-1042", name);
                view! {
                    <Suspense><AlgomoSettings user=user/></Suspense>
                    <Suspense>{move || local.get()}</Suspense>
                }
            });
            assert_eq!(token_names(&page.html), [name], "{mode:?}");
        }
    }
}

/// As the README says: a `Memo` hides that its resource is loading.
#[test]
fn a_memo_of_a_resource_is_not_waited_for() {
    for mode in MODES {
        for is_memo in [true, false] {
            let page = respond(mode, move || {
                let user = load(15, ada());
                let memo = Memo::new(move |_| user.get().flatten().map(|user| user.name));
                let by_memo = move || memo.get().map(|name| common::user("u-1042", &name));
                let by_resource = move || user.get().flatten();
                let settings = if is_memo {
                    view! { <AlgomoSettings user=by_memo/> }.into_any()
                } else {
                    view! { <AlgomoSettings user=by_resource/> }.into_any()
                };
                view! { {settings}<Suspense>{move || user.get().flatten().map(|user| user.name)}</Suspense> }
            });
            let expected = if is_memo { &[][..] } else { &["Ada Lovelace"] };
            assert_eq!(token_names(&page.html), expected, "{mode:?} {is_memo}");
        }
    }
}

/// A resource may hold another user before the page is written, so its response is marked even if it has loaded as a guest's.
#[test]
fn a_resource_marks_the_response_also_for_a_guest() {
    for mode in MODES {
        let page = respond(mode, || {
            view! { <AlgomoSettings user=Resource::new(|| (), |()| async { guest() })/> }
        });
        assert!(page.is_uncacheable(), "{mode:?}");
        assert_eq!(page.events, [""; 0], "{mode:?}");
    }
}

/// Every ask makes a resource that has to load: it would be asked forever.
#[test]
fn a_function_that_makes_its_resource_anew_ends() {
    for place in [Place::Suspense, Place::Outside] {
        let page = respond(Mode::InOrder, move || {
            let user = || load(15, ada()).get().flatten();
            place.around(move || view! { <AlgomoSettings user=user/> })
        });
        assert_eq!(tokens(&page.html), [""; 0], "{place:?}");
        assert_one_event(&page.events, "ERROR", "had not arrived");
    }
}

/// `leptos_meta` and the streaming of Leptos need the whole head at once.
#[test]
fn a_resource_in_the_head_holds_the_response_back() {
    for mode in MODES {
        let page = respond(mode, || {
            let user = load(15, ada());
            leptos_meta::provide_meta_context();
            view! {
                <!DOCTYPE html>
                <html>
                    <head><AlgomoSettings user=user/><leptos_meta::MetaTags/></head>
                    <body>
                        <leptos_meta::Title text="Shop"/>
                        <Suspense>{move || user.get().flatten().map(|user| view! { <b>{user.name}</b> })}</Suspense>
                    </body>
                </html>
            }
        });
        page.assert_tokens(&["Ada Lovelace"], mode);
        let head = page.html.split("</head>").next().unwrap();
        assert_eq!(token_names(head), ["Ada Lovelace"], "{mode:?}");
        assert!(head.contains("<title>Shop</title>"), "{mode:?}: {head}");
        assert_eq!(shown_names(&page.html), ["Ada Lovelace"], "{mode:?}");
    }
}

/// A user in the page's own fallback is not waited for.
#[test]
fn a_fallback_does_not_wait() {
    let page = respond(Mode::OutOfOrder, || {
        let user = load(15, ada());
        view! {
            <Suspense fallback=move || view! { <AlgomoSettings user=user/> }>
                {move || user.get().flatten().map(|user| view! { <b>{user.name}</b> })}
            </Suspense>
        }
    });
    assert_eq!(tokens(&page.html), [""; 0]);
    assert_eq!(shown_names(&page.html), ["Ada Lovelace"]);
    assert_one_event(&page.events, "ERROR", "had not arrived");
}

/// Before the first byte, so that the layer and the integration both mark in time.
#[test]
fn a_resource_outside_of_a_suspense_is_marked_in_time() {
    for mode in MODES {
        let page = app_in(mode).layer(true).respond(|| {
            let user = load(15, ada());
            view! { <h1>"Sent first"</h1><AlgomoSettings user=user/> }
        });
        page.assert_tokens(&["Ada Lovelace"], mode);
    }
}
