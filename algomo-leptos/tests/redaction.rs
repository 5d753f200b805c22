//! What the crate's types show.

#![forbid(unsafe_code)]

mod common;

use algomo_core::{Contract, Error, Visitor};
use algomo_leptos::{MaybeAuth, MaybeText, SettingsError};
use common::{SECRET, ada, auth, nobody};
use web_cases::{Shown, assert_redacted};

const NONCE: &str = "Zm9ydHktdHdvLW5vbmNl";

/// Types in private modules. Unit tests look at those that have a `Debug` with something to hide.
const UNREACHABLE: [&str; 7] = [
    "Answer",
    "IsVisitor",
    "IsNothing",
    "IsResult",
    "IsOptionalResult",
    "IsFunction",
    "IsResource",
];

#[test]
fn no_type_shows_a_secret_a_token_a_nonce_or_a_claim() {
    let token = auth().token(ada()).expect("Ada has an id").expect("a member");
    let claims = token.as_str().split('.').nth(1).expect("three parts");
    let twice = Visitor::new("u-1042").company_name("Lovelace").company_namy("Ada Lovelace");
    let shown = [
        Shown::of(&MaybeAuth::from(auth())),
        Shown::of(&MaybeText::from(NONCE)),
        Shown::of(&MaybeText::from(Some(NONCE.to_owned()))),
        Shown::with_display(&SettingsError::MissingAuth),
        Shown::with_display(&SettingsError::UserFailed),
        Shown::with_display(&SettingsError::UserPending),
        Shown::with_display(&SettingsError::from(Error::ResponseStarted)),
        Shown::with_display(&SettingsError::from(auth().token(nobody()).expect_err("no id"))),
        Shown::with_display(&SettingsError::from(auth().token(twice).expect_err("twice"))),
        Shown::with_display(&SettingsError::from(
            auth()
                .token(ada().map(|ada| ada.name).as_deref().map(declared))
                .expect_err("an avatar"),
        )),
    ];
    let private = [SECRET, NONCE, "Lovelace", "u-1042", "eyJ0", claims];
    assert_redacted("algomo-leptos", &shown, &UNREACHABLE, &private);
}

/// A visitor with a claim that its contract does not have.
fn declared(name: &str) -> Visitor<'_> {
    Visitor::new("u-1042").avatar(name).contract(Contract::VisitorToken)
}
