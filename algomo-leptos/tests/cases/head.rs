//! Whether the head has left, as the component finds out without a layer: by what the integration holds until then.

use std::sync::{Arc, OnceLock};

use algomo_leptos::AlgomoSettings;
use leptos::PrefetchLazyFn;
use leptos::prelude::*;

use super::app::{MODES, Mode, Page, after, app_in, load_late, respond};
use crate::common::page::{shown_names, tokens};
use crate::common::{User, auth, user};
use crate::common::{ada, assert_one_event};
use crate::web::{HeaderName, HeaderValue, ResponseOptions, StatusCode};

/// The component, created when its user has loaded.
fn late(user: Resource<Option<User>>) -> impl IntoView {
    view! {
        <h1>"Sent first"</h1>
        <Suspense>
            {move || Suspend::new(async move {
                let user = user.await;
                view! { <AlgomoSettings user=move || user.clone()/> }
            })}
        </Suspense>
    }
}

#[track_caller]
fn assert_too_late(page: &Page, mode: Mode) {
    assert_eq!(tokens(&page.html), [""; 0], "{mode:?}");
    assert!(!page.is_uncacheable(), "{mode:?}");
    assert_one_event(&page.events, "ERROR", "mark_uncacheable()");
}

/// The modes in which the head leaves before the page is whole.
const STREAMED: [Mode; 3] = [Mode::OutOfOrder, Mode::PartiallyBlocked, Mode::InOrder];

/// What the mark without a layer relies on.
#[test]
fn leptos_holds_the_prefetches_until_the_head_leaves() {
    fn is_held() -> bool {
        let prefetches = take_context::<PrefetchLazyFn>().expect("a dynamic page");
        prefetches.0.into_inner().is_none()
    }

    for mode in MODES {
        let page = respond(mode, || {
            let late = load_late(1815);
            let held = Arc::new(OnceLock::new());
            view! {
                <h1>"Sent first"</h1>
                <Suspense>
                    {move || {
                        let held = held.clone();
                        Suspend::new(async move {
                            late.await;
                            // Leptos runs the children more than once, and the first run takes the context.
                            view! { <b>{*held.get_or_init(is_held)}</b> }
                        })
                    }}
                </Suspense>
            }
        });
        // The first chunk of an async response is the whole page.
        assert_eq!(shown_names(&page.html), [(mode == Mode::Async).to_string()], "{mode:?}");
        let page = respond(mode, || view! { <b>{is_held()}</b> });
        assert_eq!(shown_names(&page.html), ["true"], "{mode:?}");
    }
}

/// An app may hold the response options itself: in a closure of the page, in a struct that a context function provides, or in
/// a server function across an await.
#[test]
fn an_app_that_holds_the_response_options_does_not_hide_that_the_head_has_left() {
    #[derive(Clone)]
    struct Holder(#[expect(dead_code, reason = "it only holds the options")] ResponseOptions);

    for mode in STREAMED {
        for name in ["Ada Lovelace", "Augusta King"] {
            let in_closure = respond(mode, move || {
                let response = expect_context::<ResponseOptions>();
                let append = move || {
                    response.append_header(
                        HeaderName::from_static("x-user"),
                        HeaderValue::from_static("known"),
                    );
                };
                view! { {late(load_late(Some(user("u-1042", name))))}{append} }
            });
            assert_too_late(&in_closure, mode);

            let context = || {
                provide_context(auth());
                provide_context(Holder(expect_context()));
            };
            let in_context = app_in(mode).context(context).respond(|| late(load_late(ada())));
            assert_too_late(&in_context, mode);

            let in_server_function = respond(mode, move || {
                let late = late(load_late(Some(user("u-1042", name))));
                let stock = Resource::new(
                    || (),
                    |()| async {
                        let response = expect_context::<ResponseOptions>();
                        after(80, ()).await;
                        response.set_status(StatusCode::OK);
                        7
                    },
                );
                view! { {late}<Suspense>{move || stock.get()}</Suspense> }
            });
            assert_too_late(&in_server_function, mode);
        }
    }
}
