//! Extractors and server functions inside `user`, and the list of routes.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use algomo_leptos::AlgomoSettings;
use axum::extract::Query;
use axum::http::request::Parts;
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::cases::app::{LISTING, Mode, respond};
use crate::common::page::token_names;
use crate::common::{User, auth, listen};

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
