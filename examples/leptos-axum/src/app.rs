//! The app: the pages, and how each is rendered on the server.

use leptos::prelude::*;
use leptos_router::components::{A, Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::account::{Account, AccountWithoutReload, InSuspense, OutsideOfSuspense};
use crate::pages::{Awaited, Body, Home, Late, OwnHeader, Plain, Toggled, Without};

/// What the server renders, and the browser takes over.
#[component]
pub(crate) fn App() -> impl IntoView {
    view! {
        <Router>
            <header class="top">
                <A href="/">"Acme Cycles"</A>
                <nav>
                    <A href="/head/out-of-order">"Head"</A>
                    <A href="/body/out-of-order">"Body"</A>
                    <A href="/late/out-of-order">"Late"</A>
                    <A href="/toggled">"Toggled"</A>
                    <A href="/account">"Account"</A>
                </nav>
            </header>
            <main>
                <Routes fallback=|| view! { <h1>"There is no such page"</h1> }>
                    <Route path=path!("/") view=Home/>
                    <Route path=path!("/head/out-of-order") view=Plain ssr=SsrMode::OutOfOrder/>
                    <Route path=path!("/head/in-order") view=Plain ssr=SsrMode::InOrder/>
                    <Route path=path!("/head/async") view=Plain ssr=SsrMode::Async/>
                    <Route path=path!("/body/out-of-order") view=Body ssr=SsrMode::OutOfOrder/>
                    <Route path=path!("/body/in-order") view=Body ssr=SsrMode::InOrder/>
                    <Route path=path!("/body/async") view=Body ssr=SsrMode::Async/>
                    <Route path=path!("/late/out-of-order") view=Late ssr=SsrMode::OutOfOrder/>
                    <Route path=path!("/late/in-order") view=Late ssr=SsrMode::InOrder/>
                    <Route path=path!("/late/async") view=Late ssr=SsrMode::Async/>
                    <Route path=path!("/awaited/out-of-order") view=Awaited ssr=SsrMode::OutOfOrder/>
                    <Route path=path!("/awaited/in-order") view=Awaited ssr=SsrMode::InOrder/>
                    <Route path=path!("/awaited/async") view=Awaited ssr=SsrMode::Async/>
                    <Route path=path!("/resource/out-of-order") view=InSuspense ssr=SsrMode::OutOfOrder/>
                    <Route path=path!("/resource/partially-blocked") view=InSuspense ssr=SsrMode::PartiallyBlocked/>
                    <Route path=path!("/resource/in-order") view=InSuspense ssr=SsrMode::InOrder/>
                    <Route path=path!("/resource/async") view=InSuspense ssr=SsrMode::Async/>
                    <Route path=path!("/outside/out-of-order") view=OutsideOfSuspense ssr=SsrMode::OutOfOrder/>
                    <Route path=path!("/outside/in-order") view=OutsideOfSuspense ssr=SsrMode::InOrder/>
                    <Route path=path!("/outside/async") view=OutsideOfSuspense ssr=SsrMode::Async/>
                    <Route path=path!("/account") view=Account ssr=SsrMode::Async/>
                    <Route path=path!("/account/without-reload") view=AccountWithoutReload/>
                    <Route path=path!("/toggled") view=Toggled/>
                    <Route path=path!("/own-header") view=OwnHeader/>
                    <Route path=path!("/without") view=Without/>
                </Routes>
            </main>
        </Router>
    }
}
