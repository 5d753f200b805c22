//! The app's users, and what Algomo learns about them.

use algomo_core::AlgomoVisitor;
use leptos::prelude::use_context;

/// Who sends the request. The variant without a user is an anonymous visitor.
#[derive(Clone, AlgomoVisitor)]
pub(crate) enum Session {
    Guest,
    #[cfg_attr(not(feature = "ssr"), expect(dead_code, reason = "only the server knows members"))]
    Member(User),
}

/// Every field is either a claim of the token or has `skip`, so a new one does not leak by being forgotten.
#[derive(Clone, AlgomoVisitor)]
pub(crate) struct User {
    pub(crate) id: String,
    #[algomo(name)]
    pub(crate) display_name: String,
    pub(crate) email: Option<String>,
    #[algomo(company_name)]
    pub(crate) company: Option<String>,
    #[algomo(skip)]
    #[expect(dead_code, reason = "one logs into this example with a click")]
    pub(crate) password_hash: String,
}

/// Who is logged in: what `<AlgomoSettings user=current_user/>` calls, on the server. The browser's side compiles it too,
/// so it names only what both sides have. The server provides the session for each request.
pub(crate) fn current_user() -> Session {
    use_context().unwrap_or(Session::Guest)
}
