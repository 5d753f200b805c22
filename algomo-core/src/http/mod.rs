//! How a response with a token has to treat the caches on its way, and what the web integrations share.
//!
//! An application on axum or Actix Web takes `algomo-axum` or `algomo-actix`, which do all of this by themselves. For
//! another framework, the pieces are here: a [`ResponseMark`] notes whether a token was minted for a response, and
//! [`Head`] says which headers the response needs for that.

mod headers;
mod mark;

pub use self::headers::{forbids_storing, overrules_no_store, vary_by};
pub use self::mark::{Head, ResponseMark};

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
