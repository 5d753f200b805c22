//! The component with the context that `leptos_actix` provides: the response's headers.

#![forbid(unsafe_code)]

mod common;

use algomo_leptos::{AlgomoSettings, mark_uncacheable};
use common::{User, ada, auth, guest, nobody};
use leptos::prelude::*;
use leptos_actix::ResponseOptions;

/// The `Cache-Control` after rendering, where there was `before`.
fn cache_control(user: fn() -> Option<User>, before: Option<&str>) -> Vec<String> {
    let response = ResponseOptions::default();
    if let Some(before) = before {
        response.insert_header("cache-control".parse().unwrap(), before.parse().unwrap());
    }
    let context = response.clone();
    Owner::new().with(move || {
        provide_context(auth());
        provide_context(context);
        view! { <AlgomoSettings user=user/> }.to_html()
    });
    values(&response)
}

fn values(response: &ResponseOptions) -> Vec<String> {
    let parts = response.0.read().unwrap();
    let all = parts.headers.get_all("cache-control");
    all.map(|value| value.to_str().unwrap().to_owned()).collect()
}

#[test]
fn a_token_makes_the_response_uncacheable() {
    assert_eq!(cache_control(ada, None), ["private, no-store"]);
}

#[test]
fn a_response_without_a_token_is_left_alone() {
    for user in [guest, nobody] {
        assert!(cache_control(user, None).is_empty());
        assert_eq!(cache_control(user, Some("public")), ["public"]);
    }
}

#[test]
fn a_stricter_header_stays_and_a_looser_one_goes() {
    assert_eq!(cache_control(ada, Some("no-store, no-transform")), ["no-store, no-transform"]);
    assert_eq!(cache_control(ada, Some("public, max-age=60")), ["private, no-store"]);
}

#[test]
fn the_app_can_mark_the_response_itself() {
    let response = ResponseOptions::default();
    Owner::new().with(|| {
        provide_context(response.clone());
        mark_uncacheable();
    });
    assert_eq!(values(&response), ["private, no-store"]);
}
