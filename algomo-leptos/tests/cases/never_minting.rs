//! A mint that never mints, because it is disabled or `None`: every page is a guest's.

use std::sync::Arc;

use algomo_core::{Mint, VisitorAuth};
use algomo_leptos::AlgomoSettings;
use leptos::prelude::*;

use super::app::{Mode, Page, app_in, every_way, load, load_late};
use crate::common::page::tokens;
use crate::common::{User, WIDGET, ada, auth, guest, user};

fn page<V: IntoView + 'static>(
    (mode, has_layer): (Mode, bool),
    mint: Option<VisitorAuth>,
    view: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> Page {
    let context = move || {
        provide_context::<Arc<dyn Mint + Send + Sync>>(Arc::new(mint.clone()));
    };
    app_in(mode).layer(has_layer).context(context).respond(view)
}

fn disabled() -> VisitorAuth {
    VisitorAuth::disabled().with_widget_id(WIDGET).expect("a widget id")
}

fn known(user: Option<User>) -> AnyView {
    view! { <AlgomoSettings user=move || user.clone()/> }.into_any()
}

fn resource(user: Option<User>) -> AnyView {
    view! { <AlgomoSettings user=load(15, user)/> }.into_any()
}

fn in_suspense(user: Option<User>) -> AnyView {
    let user = load(15, user);
    view! {
        <h1>"Sent first"</h1>
        <Suspense><AlgomoSettings user=move || user.get().flatten()/></Suspense>
    }
    .into_any()
}

#[test]
fn a_members_page_is_cacheable_and_with_a_secret_it_is_not() {
    let users = [ada(), Some(user("u-7", "Grace Hopper"))];
    for way in every_way() {
        for (user, view) in
            users.iter().flat_map(|user| [known, resource, in_suspense].map(|view| (user, view)))
        {
            let in_page = user.clone();
            let view = move || view(in_page.clone());
            for never in [None, Some(disabled())] {
                let has_widget = never.is_some();
                let page = page(way, never, view.clone());
                assert_eq!(page.header("cache-control"), [""; 0], "{way:?}");
                page.assert_varies(way);
                assert_eq!(tokens(&page.html), [""; 0], "{way:?}");
                assert_eq!(page.html.contains(WIDGET), has_widget, "{way:?}");
                assert_eq!(page.events, [""; 0], "{way:?}");
            }
            let page = page(way, Some(auth()), view);
            let name = user.as_ref().map(|user| &*user.name);
            page.assert_tokens(name.as_slice(), way);
        }
    }
}

/// No token can be too late where none can be minted.
#[test]
fn a_component_that_is_created_late_leaves_no_event() {
    for way in every_way() {
        for (user, never) in [(ada(), Some(disabled())), (guest(), Some(disabled())), (ada(), None)]
        {
            let page = page(way, never, move || {
                let late = load_late(user.clone());
                view! {
                    <h1>"Sent first"</h1>
                    <Suspense>
                        {move || Suspend::new(async move {
                            let user = late.await;
                            view! { <AlgomoSettings user=move || user.clone()/> }
                        })}
                    </Suspense>
                }
            });
            assert_eq!(tokens(&page.html), [""; 0], "{way:?}");
            assert_eq!(page.events, [""; 0], "{way:?}");
        }
    }
}

#[test]
fn nobody_is_asked() {
    for way in every_way() {
        for never in [None, Some(disabled())] {
            let page = page(way, never, || {
                let unexpected = || -> Option<User> { panic!("no token depends on it") };
                view! { <AlgomoSettings user=unexpected/> }
            });
            assert_eq!(page.events, [""; 0], "{way:?}");
        }
    }
}
