//! No response with a token can be stored by a cache, whatever headers the app sets.

use algomo_leptos::AlgomoSettings;
use leptos::prelude::*;

use super::app::{BETWEEN, MODES, Mode, Page, after, app_in, every_way, load, respond, set};
use crate::common::page::{token_names, tokens};
use crate::common::{ada, assert_one_event, guest, nobody};
use crate::web::{ResponseOptions, ResponseParts};

#[test]
fn a_guest_who_is_known_at_once_leaves_the_page_cacheable() {
    for way @ (mode, has_layer) in every_way() {
        let page = app_in(mode).layer(has_layer).respond(|| {
            set("cache-control", "public, max-age=60");
            set("surrogate-control", "max-age=60");
            view! { <AlgomoSettings user=guest/> }
        });
        assert_eq!(page.header("cache-control"), ["public, max-age=60"], "{way:?}");
        assert_eq!(page.header("surrogate-control"), ["max-age=60"], "{way:?}");
        page.assert_varies(way);
        assert_eq!(page.events, [""; 0], "{way:?}");
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
            let late = load(20, guest());
            view! {
                <Suspense>
                    {move || {
                        let user = late.get().flatten();
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
                set("cdn-cache-control", "max-age=600");
                view! { <AlgomoSettings user=ada/> }
            });
            assert_eq!(page.header("cache-control"), [sent], "{set_by_app}");
            assert_eq!(page.header("cdn-cache-control"), [""; 0], "{set_by_app}");
        }
    }
}

#[test]
fn middleware_between_the_layer_and_leptos_cannot_make_a_members_page_cacheable() {
    for mode in MODES {
        let page = app_in(mode).layer(true).respond(|| {
            set(BETWEEN, "public, max-age=60");
            view! { <AlgomoSettings user=ada/> }
        });
        page.assert_tokens(&["Ada Lovelace"], mode);
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
    assert!(page.is_uncacheable(), "{way:?}");
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
                let user = load(20, ada());
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
                let user = load(40, ada());
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
