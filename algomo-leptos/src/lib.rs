// The README's examples need the server's side, and leptos_axum.
#![cfg_attr(feature = "axum", doc = include_str!("../README.md"))]
#![cfg_attr(
    not(feature = "axum"),
    doc = "A Leptos component for visitor authentication with the Algomo chat widget."
)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

#[cfg(not(feature = "ssr"))]
mod client;
mod component;
mod error;
mod maybe_auth;
mod maybe_text;
mod question;
mod reload;
#[cfg(feature = "ssr")]
mod server;
mod user;

pub use self::component::{AlgomoSettings, AlgomoSettingsProps};
pub use self::error::SettingsError;
// Leptos links to the types of the props in the component's documentation.
pub use self::maybe_auth::MaybeAuth;
pub use self::maybe_text::MaybeText;
pub use self::reload::reload_to;

/// Marks the response as one that no cache may keep: `Cache-Control: private, no-store`. A component that is created in time does
/// this by itself.
///
/// A component that is first created after an `.await` in a streamed response may be created after the headers have been
/// sent, and then mints no token. Call this function before the `.await`: in the component around the `<Suspense>`, or in the
/// context function of the routes.
///
/// It works on the server, with the features `axum` and `actix`, and does nothing elsewhere.
///
/// ```
/// use algomo_leptos::mark_uncacheable;
/// use leptos::prelude::*;
///
/// #[component]
/// fn Account() -> impl IntoView {
///     mark_uncacheable();
///     view! { <Suspense>"…"</Suspense> }
/// }
/// ```
pub fn mark_uncacheable() {
    #[cfg(feature = "ssr")]
    server::mark_uncacheable();
}
