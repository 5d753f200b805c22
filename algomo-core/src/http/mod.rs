//! Which headers keep a response with a token out of caches, and what the web integrations share.
//!
//! With axum or Actix Web, use `algomo-axum` or `algomo-actix`, which do all of this by themselves. For another framework, the
//! pieces are here: a [`ResponseMark`] records whether a token was minted for a response, [`Head`] says which headers the
//! response therefore needs, and [`ResponseMint`] mints with the mark and the response's nonce. [`ScriptAnswer`] is the response
//! that serves the settings as a script of the page's own origin.

pub(crate) mod headers;
mod mark;
#[cfg(feature = "sign")]
mod mint;
#[cfg(feature = "nonce")]
mod nonce;
#[cfg(feature = "sign")]
mod script;

pub use self::headers::{forbids_storing, overrules_no_store, vary_by};
pub use self::mark::{Head, ResponseMark};
#[cfg(feature = "sign")]
pub use self::mint::ResponseMint;
#[cfg(feature = "nonce")]
pub use self::nonce::CspNonce;
#[cfg(feature = "sign")]
pub use self::script::{FetchSite, ScriptAnswer, ScriptVisitor};

/// The `Cache-Control` header for a page that carries a token: `private, no-store`.
///
/// Such a page belongs to one person for a few seconds. A shared cache that kept it would hand one user's token to the
/// next (RFC 9111, section 5.2.2.7), and a browser that kept it would show an expired one after "back" (section 5.2.2.5).
///
/// ```
/// # let mut headers = std::collections::HashMap::new();
/// headers.insert("Cache-Control", algomo_core::http::CACHE_CONTROL);
/// ```
pub const CACHE_CONTROL: &str = "private, no-store";
