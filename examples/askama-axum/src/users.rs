//! The app's users, and what of them Algomo gets to know.

use algomo_core::AlgomoVisitor;

/// Who sends the request. The variant without a user is an anonymous visitor.
#[derive(Clone, AlgomoVisitor)]
pub(crate) enum Session {
    Guest,
    Member(User),
}

/// Every field is either a claim of the token or skipped out loud: a new one does not leak by being forgotten.
#[derive(Clone, AlgomoVisitor)]
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
    pub(crate) orders: Vec<Order>,
    #[algomo(skip)]
    #[expect(dead_code, reason = "one logs into this example with a click")]
    pub(crate) password_hash: String,
}

#[derive(Clone)]
pub(crate) struct Company {
    pub(crate) id: u32,
    pub(crate) name: String,
}

#[derive(Clone)]
pub(crate) struct Order {
    pub(crate) number: u32,
    pub(crate) what: &'static str,
    pub(crate) state: &'static str,
    pub(crate) total: &'static str,
}
