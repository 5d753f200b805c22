//! The pages: the component in each place where it can be.

use algomo_leptos::{AlgomoSettings, mark_uncacheable};
use leptos::prelude::*;

use crate::users::current_user;

/// The first page. The component is in the document's head, see `server/shell.rs`: the place to start with.
#[component]
pub(crate) fn Home() -> impl IntoView {
    view! {
        <h1>"The chat knows who you are"</h1>
        <p class="lead">"Log in at the foot of the page, and the chat in the corner greets you by name."</p>
        <Counter/>
    }
}

/// The component is in the head here, too.
#[component]
pub(crate) fn Plain() -> impl IntoView {
    view! {
        <h1>"In the document’s head"</h1>
        <Counter/>
    }
}

#[component]
pub(crate) fn Body() -> impl IntoView {
    view! {
        <AlgomoSettings user=current_user/>
        <h1>"In the app’s body"</h1>
        <Counter/>
    }
}

/// Inside a `<Suspense>`, beside what it waits for: the server sends the settings when that has loaded.
#[component]
pub(crate) fn Late() -> impl IntoView {
    let stock = Resource::new(|| (), |()| stock());
    view! {
        <h1>"In a late Suspense"</h1>
        <Suspense fallback=|| view! { <p>"Counting …"</p> }>
            <AlgomoSettings user=current_user/>
            {move || Suspend::new(async move { view! { <Stock count=stock.await/> } })}
        </Suspense>
        <Counter/>
    }
}

/// After an `.await` of its own: a streamed response has sent its headers by then, so the page marks it beforehand.
#[component]
pub(crate) fn Awaited() -> impl IntoView {
    mark_uncacheable();
    let stock = Resource::new(|| (), |()| stock());
    view! {
        <h1>"Behind an await"</h1>
        <Suspense fallback=|| view! { <p>"Counting …"</p> }>
            {move || Suspend::new(async move {
                let count = stock.await;
                view! {
                    <Stock count/>
                    <AlgomoSettings user=current_user/>
                }
            })}
        </Suspense>
        <Counter/>
    }
}

/// Removed and brought back by a click. What comes back is empty: the widget goes on with what it has read.
#[component]
pub(crate) fn Toggled() -> impl IntoView {
    let is_shown = RwSignal::new(true);
    view! {
        <h1>"Removed and brought back"</h1>
        <Show when=move || is_shown.get()>
            <AlgomoSettings user=current_user/>
            <p id="shown">"It is here."</p>
        </Show>
        <button id="toggle" on:click=move |_| is_shown.update(|shown| *shown = !*shown)>"Toggle"</button>
        <Counter/>
    }
}

/// A page with a `Cache-Control` of its own, as strict as ours: it stays.
#[component]
pub(crate) fn OwnHeader() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::server::set_own_cache_control();
    view! {
        <AlgomoSettings user=current_user/>
        <h1>"A header of its own"</h1>
        <Counter/>
    }
}

/// A page without the component. The chat starts here as well, with a guest, and keeps that guest on the following pages of the
/// client-side router.
#[component]
pub(crate) fn Without() -> impl IntoView {
    view! {
        <h1>"Without the component"</h1>
        <Counter/>
    }
}

/// Counts only when the browser has taken the page over.
#[component]
pub(crate) fn Counter() -> impl IntoView {
    let count = RwSignal::new(0);
    view! {
        <p>
            <button id="count" on:click=move |_| count.update(|count| *count += 1)>
                "Clicked " {count} " times"
            </button>
        </p>
    }
}

#[component]
pub(crate) fn Stock(count: Result<u32, ServerFnError>) -> impl IntoView {
    view! { <p id="stock">{count.ok()} " parts in stock"</p> }
}

/// It takes some time, as a database does.
#[server]
pub(crate) async fn stock() -> Result<u32, ServerFnError> {
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    Ok(1815)
}
