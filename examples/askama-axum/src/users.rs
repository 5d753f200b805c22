//! The app's users, and what Algomo learns about them.

use algomo_core::AlgomoVisitor;

/// Who sends the request. The variant without a user is an anonymous visitor.
#[derive(AlgomoVisitor)]
pub(crate) enum Session {
    Guest,
    Member(User),
}

impl Session {
    /// Opaque text that changes with the visitor, by which Turbo knows that it must load the whole page.
    pub(crate) fn tag(&self) -> &str {
        match self {
            Self::Guest => "guest",
            Self::Member(user) => &user.session_tag,
        }
    }
}

/// A row of the database. Every field is either a claim of the token or has `skip`, so a new column does not leak by being
/// forgotten.
#[derive(AlgomoVisitor)]
pub(crate) struct User {
    pub(crate) id: i64,
    #[algomo(name)]
    pub(crate) display_name: String,
    pub(crate) email: Option<String>,
    #[algomo(
        company_id = |c| Some(c.as_ref()?.id),
        company_name = |c| Some(&c.as_ref()?.name),
    )]
    pub(crate) company: Option<Company>,
    #[algomo(skip)]
    pub(crate) session_tag: String,
    #[algomo(skip)]
    #[expect(dead_code, reason = "one logs into this example with a click")]
    pub(crate) password_hash: String,
}

pub(crate) struct Company {
    pub(crate) id: i64,
    pub(crate) name: String,
}

pub(crate) struct Order {
    pub(crate) number: i64,
    pub(crate) what: String,
    pub(crate) state: String,
    pub(crate) total: String,
}
