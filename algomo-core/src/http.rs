//! What a response with a token owes to the caches on its way.

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
