//! A small shop on axum and Leptos that tells Algomo's chat widget who is logged in.
//!
//! Read `users.rs` (which field becomes which claim), then `pages.rs` (the component in the app's body and in a
//! `<Suspense>`), then `server/shell.rs` (the component in the document's head, and the headers), then `server/mod.rs`
//! (what the app provides as context).

#![allow(unreachable_pub, reason = "Leptos's macros make a public function of each component")]

mod account;
mod app;
mod islands;
mod pages;
mod users;

#[cfg(feature = "ssr")]
pub mod server;

/// Called by the script that Leptos puts into the page, when the browser has loaded the client.
///
/// One client serves every page. A page in islands mode is recognized by its islands.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    let island = leptos::prelude::document().query_selector("leptos-island");
    if island.is_ok_and(|island| island.is_some()) {
        leptos::mount::hydrate_islands();
    } else {
        leptos::mount::hydrate_body(app::App);
    }
}
