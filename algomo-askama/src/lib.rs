#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod builders;
pub mod filters;
mod nonce;

#[doc(no_inline)]
pub use self::filters::{algomo_settings, algomo_settings_from_values, algomo_token};
pub use self::nonce::Nonce;

/// The key under which the filters `…_from_values` look for the [`VisitorAuth`](algomo_core::VisitorAuth).
pub const AUTH_KEY: &str = "algomo_auth";

/// The key under which [`algomo_settings_from_values`] looks for the nonce, a `String` or a `&'static str`.
pub const NONCE_KEY: &str = "algomo_nonce";
