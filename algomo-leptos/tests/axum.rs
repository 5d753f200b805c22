//! The component in real responses of `leptos_axum`: context, nonce, extractors, and the list of routes.

#![forbid(unsafe_code)]

mod common;

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};

use algomo_leptos::AlgomoSettings;
use axum::extract::Query;
use axum::http::request::Parts;
use common::axum::{LISTING, MODES, Mode, respond, respond_with};
use common::page::token_names;
use common::{EMPTY, User, ada, assert_one_event, auth, guest, listen, user};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

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
    let page = respond(Mode::OutOfOrder, move || view! { <AlgomoSettings user=from_extractor/> });
    assert_eq!(token_names(&page.html), ["Ada"]);
    let page = respond(Mode::OutOfOrder, move || view! { <AlgomoSettings user=from_function/> });
    assert_eq!(token_names(&page.html), ["Ada"]);
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
