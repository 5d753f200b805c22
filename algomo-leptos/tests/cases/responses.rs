//! The component in a real response: its context, its nonce, and its neighbours.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use algomo_leptos::AlgomoSettings;
use leptos::nonce::use_nonce;
use leptos::prelude::*;

use super::app::{MODES, Mode, respond, respond_with};
use crate::common::page::token_names;
use crate::common::{EMPTY, ada, assert_one_event, guest, user};

#[test]
fn every_mode_has_the_token_and_the_header() {
    for mode in MODES {
        let page = respond(mode, || view! { <main><AlgomoSettings user=ada/></main> });
        assert!(page.is_uncacheable(), "{mode:?}");
        assert_eq!(token_names(&page.html), ["Ada Lovelace"], "{mode:?}");
        assert_eq!(page.events, [""; 0], "{mode:?}");
    }
}

#[test]
fn without_a_mint_the_response_is_left_alone() {
    let page = respond_with(None, Mode::OutOfOrder, || view! { <AlgomoSettings user=ada/> });
    assert_eq!(page.header("cache-control"), [""; 0]);
    assert_eq!(page.header("vary"), [""; 0]);
    assert_one_event(&page.events, "WARN", "no VisitorAuth");
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

#[test]
fn requests_do_not_share_users() {
    let requests = Arc::new(AtomicUsize::new(0));
    let app = move || {
        let name = requests.fetch_add(1, Ordering::Relaxed).to_string();
        view! { <AlgomoSettings user=move || user(&name, &name)/> }
    };
    for name in ["0", "1", "2"] {
        let page = respond(Mode::OutOfOrder, app.clone());
        assert_eq!(token_names(&page.html), [name]);
    }
}

#[test]
fn the_elements_stay_two_beside_their_neighbours() {
    let page = respond(Mode::OutOfOrder, || view! { <i></i><AlgomoSettings user=guest/><b></b> });
    assert!(page.html.contains(&format!("<i></i>{EMPTY}{EMPTY}<b></b>")), "{}", page.html);
}
