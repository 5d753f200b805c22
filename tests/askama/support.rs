//! The users of the templates, and what their pages must hold.

use algomo_core::{AlgomoVisitor, VisitorAuth, VisitorSecret};
use algomo_tests::vectors;

/// A user's name that must not get onto a page as it is.
pub(crate) const HOSTILE: &str = "</script><script>alert(1)</script>";

/// [`HOSTILE`] as askama escapes it.
pub(crate) const ESCAPED: &str = "&#60;/script&#62;&#60;script&#62;alert(1)&#60;/script&#62;";

pub(crate) const NONCE: &str = "R0VORVJBVEVEIGFuZXc=";

#[derive(Clone, AlgomoVisitor)]
pub(crate) struct User {
    id: String,
    pub(crate) name: &'static str,
}

/// Whoever asks for the page.
#[derive(AlgomoVisitor)]
pub(crate) enum Session {
    Guest,
    Member(User),
}

pub(crate) fn user() -> User {
    User { id: "1".to_owned(), name: HOSTILE }
}

/// A user that can't be minted a token for.
pub(crate) fn nameless() -> User {
    User { id: String::new(), name: HOSTILE }
}

/// Mints at a fixed time, so that the same user has the same token.
pub(crate) fn auth() -> VisitorAuth {
    let secret = VisitorSecret::new("algomo-golden-secret-0123456789abcdef").expect("a secret");
    vectors::mint_at(secret, 4_102_444_770)
}

pub(crate) fn auth_with_widget() -> VisitorAuth {
    auth().with_widget_id("64b26869eccc94a185db7f18").expect("a widget id")
}

/// What the filter has to write for this user: what algomo-core yields without askama.
pub(crate) fn settings<V: AlgomoVisitor>(
    auth: &VisitorAuth,
    user: &V,
    nonce: Option<&str>,
) -> String {
    let settings = auth.settings(user).expect("no error");
    match nonce {
        Some(nonce) => settings.with_nonce(nonce).expect("a nonce").into(),
        None => settings.into(),
    }
}
