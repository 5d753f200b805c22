//! The same in Leptos's islands mode: only islands are taken over by the browser.

use algomo_leptos::AlgomoSettings;
use leptos::prelude::*;

use crate::account::InSuspense;
use crate::pages::Counter;
use crate::users::current_user;

/// The component beside the islands: the browser never looks at it.
#[cfg(feature = "ssr")]
#[component]
pub(crate) fn IslandsApp() -> impl IntoView {
    view! {
        <main>
            <AlgomoSettings user=current_user/>
            <h1>"Beside an island"</h1>
            <CounterIsland/>
        </main>
    }
}

/// The component inside an island: taken over like everything in it.
#[cfg(feature = "ssr")]
#[component]
pub(crate) fn InsideApp() -> impl IntoView {
    view! {
        <main>
            <h1>"Inside of an island"</h1>
            <SettingsIsland/>
        </main>
    }
}

/// The component with a resource, inside an island: Leptos hands what an island's resource has loaded to the browser.
#[cfg(feature = "ssr")]
#[component]
pub(crate) fn ResourceApp() -> impl IntoView {
    view! { <main><ResourceIsland/></main> }
}

#[island]
fn CounterIsland() -> impl IntoView {
    view! { <Counter/> }
}

#[island]
fn SettingsIsland() -> impl IntoView {
    view! {
        <AlgomoSettings user=current_user/>
        <Counter/>
    }
}

#[island]
fn ResourceIsland() -> impl IntoView {
    view! { <InSuspense/> }
}
