//! A crate with strict lints.
#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    unused,
    nonstandard_style,
    future_incompatible,
    let_underscore,
    unreachable_pub,
    unused_qualifications,
    unused_lifetimes,
    unused_results,
    trivial_casts,
    single_use_lifetimes,
    elided_lifetimes_in_paths,
    unsafe_code,
    variant_size_differences
)]

use algomo_core::AlgomoVisitor;

/// A user.
#[derive(AlgomoVisitor, Debug)]
#[algomo(name = Self::full_name)]
pub struct User<'a, T> {
    /// The key.
    pub id: T,
    /// Another.
    #[algomo(email = |mail| mail.trim())]
    pub mail: &'a str,
    /// The company.
    pub company_name: Option<String>,
}

impl<T> User<'_, T> {
    fn full_name(&self) -> Option<&str> {
        self.company_name.as_deref()
    }
}

/// A session.
#[derive(AlgomoVisitor, Debug)]
pub enum Session<'a> {
    /// Nobody.
    Guest,
    /// Somebody.
    Member(User<'a, u8>),
    /// Something.
    Bot {
        /// The key.
        id: u8,
    },
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User { id: 1, mail: " m ", company_name: None };
    assert_eq!(json(&user), r#"{"id":1,"email":"m"}"#);
    for session in [Session::Guest, Session::Member(user), Session::Bot { id: 1 }] {
        drop(json(&session));
    }
}
