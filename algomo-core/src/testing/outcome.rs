//! Who the widget sees on a page, or why it sees nobody.

use super::check::examine;
use super::fault::Fault;
use super::faults::Faults;
use super::page::Page;
use super::token::Signature;
use crate::page::VisitorAuth;
use crate::verify::VerifiedVisitor;

impl Page {
    /// The visitor that the widget sees, or `None` for an anonymous one.
    ///
    /// `auth` is the application's own, with its secret, its clock and its contract. Without a
    /// [contract](VisitorAuth::with_contract), either key is accepted, and the token has to be of the key's contract. A token
    /// may live for 1 h, unless [`with_max_life`](VisitorAuth::with_max_life) allows less.
    ///
    /// # Errors
    ///
    /// All [`Faults`] that the page has.
    pub fn visitor(&self, auth: &VisitorAuth) -> Result<Option<VerifiedVisitor>, Faults> {
        examine(self, auth, Signature::Checked)
    }

    /// The visitor that the widget sees, on a page for somebody who is logged in.
    ///
    /// # Errors
    ///
    /// All [`Faults`] that the page has, and [`NoSettings`](Fault::NoSettings) for an anonymous visitor.
    pub fn known_visitor(&self, auth: &VisitorAuth) -> Result<VerifiedVisitor, Faults> {
        self.visitor(auth)?.ok_or_else(|| Faults::from(Fault::NoSettings))
    }

    /// Checks everything but the token's signature, for a tool that does not have the secret. It returns whether the page
    /// names a visitor.
    ///
    /// Pass [`VisitorAuth::disabled`] as `auth`, with the contract if it is known.
    ///
    /// # Errors
    ///
    /// All [`Faults`] that the page has.
    pub fn check_without_secret(&self, auth: &VisitorAuth) -> Result<bool, Faults> {
        examine(self, auth, Signature::Unchecked).map(|visitor| visitor.is_some())
    }
}
