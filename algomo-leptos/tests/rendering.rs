//! The component's HTML, events and calls in each of its states.

#![forbid(unsafe_code)]

mod common;

use std::cell::Cell;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use algomo_core::{AlgomoVisitor, Visitor, VisitorAuth};
use algomo_leptos::{AlgomoSettings, SettingsError};
use common::{EMPTY, User, WIDGET, ada, assert_one_event, auth, guest, listen, nobody};
use leptos::prelude::*;
use std::borrow::Cow;

/// Renders inside an owner that has the mint as its context.
fn page<V: IntoView>(view: impl FnOnce() -> V) -> (String, Vec<String>) {
    page_with(Some(auth()), view)
}

fn page_with<V: IntoView>(
    auth: Option<VisitorAuth>,
    view: impl FnOnce() -> V,
) -> (String, Vec<String>) {
    let owner = Owner::new();
    listen(|| {
        owner.with(|| {
            if let Some(auth) = auth {
                provide_context(auth);
            }
            view().to_html()
        })
    })
}

/// What algomo-core renders for Ada.
fn settings_of_ada(nonce: Option<&str>) -> String {
    let settings = auth().settings(&ada()).expect("Ada has an id");
    match nonce {
        Some(nonce) => settings.with_nonce(nonce).expect("a nonce").to_string(),
        None => settings.to_string(),
    }
}

fn loader(nonce: &str) -> String {
    format!(
        r#"<script{nonce} src="https://app.algomo.com/algomo.min.js" async defer widget="{WIDGET}"></script>"#
    )
}

#[test]
fn a_member_gets_the_settings_of_the_core() {
    let (html, events) = page(|| view! { <AlgomoSettings user=ada/> });
    assert_eq!(html, settings_of_ada(None) + EMPTY);
    assert!(html.starts_with(r#"<script>window.algomoSettings = {"visitorToken":"eyJ0"#));
    assert!(events.is_empty(), "{events:?}");
}

#[test]
fn the_loader_comes_after_the_settings() {
    let expected = settings_of_ada(None) + &loader("");
    let (html, _) = page(|| view! { <AlgomoSettings user=ada widget_id=WIDGET/> });
    assert_eq!(html, expected);

    // The mint's own id does as well, and the prop goes before it.
    let mint = |id| Some(auth().with_widget_id(id).expect("a widget id"));
    let (html, _) = page_with(mint(WIDGET), || view! { <AlgomoSettings user=ada/> });
    assert_eq!(html, expected);
    let (html, _) =
        page_with(mint("another"), || view! { <AlgomoSettings user=ada widget_id=WIDGET/> });
    assert_eq!(html, expected);
}

#[test]
fn a_guest_gets_empty_elements_and_no_event() {
    let calls = Arc::new(Mutex::new(0));
    let count = calls.clone();
    let (html, events) = page(move || {
        let on_error = move |_| *count.lock().unwrap() += 1;
        view! { <AlgomoSettings user=guest on_error=on_error/> }
    });
    assert_eq!(html, EMPTY.repeat(2));
    assert!(events.is_empty(), "{events:?}");
    assert_eq!(*calls.lock().unwrap(), 0);

    let (html, _) = page(|| view! { <AlgomoSettings user=guest widget_id=WIDGET/> });
    assert_eq!(html, EMPTY.to_owned() + &loader(""));
}

#[test]
fn without_a_mint_the_visitor_is_anonymous() {
    let asked = Rc::new(Cell::new(false));
    let ask = asked.clone();
    let (html, events) = page_with(None, move || {
        let user = move || {
            ask.set(true);
            ada()
        };
        view! { <AlgomoSettings user=user widget_id=WIDGET nonce="bm9uY2U"/> }
    });
    assert_eq!(html, EMPTY.to_owned() + &loader(r#" nonce="bm9uY2U""#));
    assert_one_event(&events, "WARN", "no VisitorAuth");
    assert!(!asked.get(), "nobody has to know the user");
}

#[test]
fn a_mint_that_refuses_leaves_the_visitor_anonymous() {
    let errors = Arc::new(Mutex::new(Vec::new()));
    let seen = errors.clone();
    let (html, events) = page(move || {
        let on_error = move |error: SettingsError| seen.lock().unwrap().push(error);
        view! { <AlgomoSettings user=nobody widget_id=WIDGET on_error=on_error/> }
    });
    assert_eq!(html, EMPTY.to_owned() + &loader(""));
    assert_one_event(&events, "ERROR", "the visitor's id is empty");
    let errors = errors.lock().unwrap();
    let [SettingsError::Refused(source)] = errors.as_slice() else { panic!("{errors:?}") };
    assert!(source.is::<algomo_core::Error>());
    assert!(std::error::Error::source(&errors[0]).is_some());
    assert!(!format!("{errors:?}").contains("Ada"));
}

#[test]
fn a_nonce_or_a_widget_id_that_is_none_leaves_the_visitor_anonymous() {
    let (html, events) = page(|| view! { <AlgomoSettings user=ada nonce="\"><b>"/> });
    assert_eq!(html, EMPTY.repeat(2));
    assert_one_event(&events, "ERROR", "nonce");

    let (html, events) = page(|| view! { <AlgomoSettings user=ada widget_id="\"><b>"/> });
    assert_eq!(html, EMPTY.repeat(2));
    assert_one_event(&events, "ERROR", "widget id");
}

#[test]
fn the_props_take_what_an_app_has_at_hand() {
    let expected = settings_of_ada(Some("bm9uY2U=")) + &loader(r#" nonce="bm9uY2U=""#);
    let (nonce, id) = ("bm9uY2U=", WIDGET);
    let pages = [
        page(
            || view! { <AlgomoSettings user=ada nonce=nonce.to_owned() widget_id=id.to_owned()/> },
        ),
        page(
            || view! { <AlgomoSettings user=ada nonce=Some(nonce) widget_id=Some(id.to_owned())/> },
        ),
        page(
            || view! { <AlgomoSettings user=ada nonce=Cow::Borrowed(nonce) widget_id={Arc::<str>::from(id)}/> },
        ),
        page_with(
            None,
            || view! { <AlgomoSettings user=ada auth=auth() nonce=nonce widget_id=id/> },
        ),
        page_with(
            None,
            || view! { <AlgomoSettings user=ada auth=Some(auth()) nonce=nonce widget_id=id/> },
        ),
    ];
    for (html, events) in pages {
        assert_eq!(html, expected);
        assert!(events.is_empty(), "{events:?}");
    }
    let absent = None::<String>;
    let (html, _) =
        page(|| view! { <AlgomoSettings user=ada nonce=absent widget_id={None::<&str>}/> });
    assert_eq!(html, settings_of_ada(None) + EMPTY);
}

#[test]
fn the_prop_auth_goes_before_the_context() {
    let secret =
        algomo_core::VisitorSecret::new("another example secret, also over 32 bytes").unwrap();
    let (html, _) = page_with(Some(VisitorAuth::new(secret)), || {
        view! { <AlgomoSettings user=ada auth=auth()/> }
    });
    assert_eq!(html, settings_of_ada(None) + EMPTY);
}

#[test]
fn the_user_is_asked_for_once_inside_of_the_owner() {
    #[derive(Clone)]
    struct Session(User);

    let calls = Rc::new(Cell::new(0));
    let count = calls.clone();
    let (html, _) = page(move || {
        provide_context(Session(ada().unwrap()));
        let user = move || {
            count.set(count.get() + 1);
            expect_context::<Session>().0
        };
        view! { <AlgomoSettings user=user/> }
    });
    assert_eq!(html, settings_of_ada(None) + EMPTY);
    assert_eq!(calls.get(), 1);
}

#[test]
fn two_of_them_are_two_users() {
    let user = |name: &'static str| move || User { id: name.into(), name: name.into() };
    let (html, _) =
        page(|| view! { <AlgomoSettings user=user("a")/><AlgomoSettings user=user("b")/> });
    let tokens: Vec<_> = html.split("visitorToken\":\"").skip(1).collect();
    assert_eq!(tokens.len(), 2);
    assert_ne!(tokens[0].split('"').next(), tokens[1].split('"').next());
}

#[test]
fn the_other_contract_has_its_own_key() {
    struct Member;

    impl AlgomoVisitor for Member {
        const CONTRACT: algomo_core::Contract = algomo_core::Contract::AuthToken;

        fn visitor(&self) -> Option<Visitor<'_>> {
            Some(Visitor::new(7).avatar("https://example.com/ada.png"))
        }
    }

    let (html, _) = page(|| view! { <AlgomoSettings user=|| Member/> });
    assert!(html.starts_with(r#"<script>window.algomoSettings = {"authToken":"#), "{html}");
}

#[test]
fn attributes_that_are_spread_onto_it_have_no_effect() {
    let (html, _) = page(|| view! { <AlgomoSettings user=ada attr:id="mine"/> });
    assert_eq!(html, settings_of_ada(None) + EMPTY);
    let (html, _) = page(|| view! { <head><AlgomoSettings user=ada/></head> }.into_any());
    assert_eq!(html, format!("<head>{}{EMPTY}</head>", settings_of_ada(None)));
}
