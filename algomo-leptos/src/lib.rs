// The README's examples need the server's side.
#![cfg_attr(feature = "ssr", doc = include_str!("../README.md"))]
#![cfg_attr(
    not(feature = "ssr"),
    doc = "A Leptos component for visitor authentication of the Algomo chat widget."
)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod auth;
#[cfg(not(feature = "ssr"))]
mod client;
mod component;
mod error;
#[cfg(feature = "ssr")]
mod server;
mod text;

pub use self::auth::MaybeAuth;
#[cfg(not(feature = "ssr"))]
pub use self::auth::VisitorAuth;
pub use self::component::{AlgomoSettings, AlgomoSettingsProps};
pub use self::error::SettingsError;
pub use self::text::MaybeText;
#[cfg(feature = "ssr")]
#[doc(no_inline)]
pub use algomo_core::VisitorAuth;

/// Marks the response as one that no cache may keep: `Cache-Control: private, no-store`, as the component does by itself
/// for a page with a token.
///
/// For the one case in which it can't: a component behind an `.await`, in a response that is streamed. There it is
/// rendered when the headers have been sent. Call this in the component around the `<Suspense>`.
///
/// It works on the server, with the features `axum` and `actix`, and does nothing elsewhere.
pub fn mark_uncacheable() {
    #[cfg(feature = "ssr")]
    server::mark_uncacheable();
}
