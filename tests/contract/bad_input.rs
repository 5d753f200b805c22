//! Bad input: each a typed error that names what is wrong and no value of a secret or a claim, and nothing is written.

mod clock;
mod page;
mod secret;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::error::Error as _;
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use algomo_core::{AlgomoVisitor, Contract, Error, Visitor, VisitorAuth};

use crate::support::{Current, Known, Limited, SECRET, auth};

/// A value of claims in these tests that no error may show.
const PRIVATE: &str = "Ada-Lovelace-1815";

/// A writer that must not be written to.
struct Untouchable;

impl fmt::Write for Untouchable {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        panic!("{} bytes were written", text.len());
    }
}

/// The error of every way to mint for this user, all of which must refuse alike and write nothing at all.
fn refusal<V: AlgomoVisitor>(auth: &VisitorAuth, user: &V) -> Error {
    let with_widget = auth.clone().with_widget_id("64b26869eccc94a185db7f18").expect("a widget id");
    let error = auth.token(user).expect_err("the token is refused");
    for auth in [auth, &with_widget] {
        let refused = Err(error.clone());
        assert_eq!(auth.write_token(user, &mut Untouchable), refused);
        assert_eq!(auth.token_display(user).map(|_| false), refused);
        assert_eq!(auth.settings(user).map(|_| false), refused);
        for nonce in [None, Some("bm9uY2U=")] {
            assert_eq!(auth.write_settings(user, nonce, &mut Untouchable), refused);
            assert_eq!(auth.settings_display(user, nonce).map(|_| false), refused);
        }
    }
    error
}

/// Asserts that an error says what is wrong in these words, and shows nothing that it must not.
#[track_caller]
fn assert_says(error: &Error, words: &[&str]) {
    let text = error.to_string();
    for word in words {
        assert!(text.contains(word), "`{word}` is not in: {text}");
    }
    for shown in [text, format!("{error:?}"), format!("{error:#?}")] {
        assert!(!shown.contains(SECRET) && !shown.contains(PRIVATE), "{shown}");
    }
}

#[derive(AlgomoVisitor)]
struct Derived<T> {
    id: T,
    name: &'static str,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct DerivedCurrent {
    id: String,
    #[algomo(custom)]
    key: &'static str,
}

#[test]
fn an_empty_id_is_refused_whatever_its_type() {
    let derived = |id: &str| Derived { id: id.to_owned(), name: PRIVATE };
    let visitors = [
        Visitor::new(""),
        Visitor::new(String::new()),
        Visitor::new(Cow::Borrowed("")),
        Visitor::new(Cow::<str>::Owned(String::new())),
        Visitor::new(Box::<str>::from("")),
        Visitor::new(Rc::<str>::from("")),
        Visitor::new(Arc::<str>::from("")),
    ];
    let auth = auth();
    let mut refusals = vec![
        refusal(&auth, &derived("")),
        refusal(&auth, &Derived { id: "", name: PRIVATE }),
        refusal(&auth, &Derived { id: Cow::Borrowed(""), name: PRIVATE }),
        refusal(&auth, &DerivedCurrent { id: String::new(), key: PRIVATE }),
        refusal(&auth, &Some(derived(""))),
    ];
    for visitor in visitors {
        let visitor = visitor.name(PRIVATE);
        refusals.push(refusal(&auth, &Known(visitor.clone())));
        refusals.push(refusal(&auth, &Current(visitor)));
    }
    for error in refusals {
        assert_eq!(error, Error::EmptyId);
        assert_says(&error, &["id", "empty"]);
    }
    // A blank is no empty string: whether it is a good id is the application's business.
    assert!(auth.token(&derived(" ")).is_ok());
}

#[test]
fn a_claim_that_the_contract_does_not_have_is_refused() {
    let visitor = || Visitor::new(PRIVATE).name(PRIVATE);
    let map = BTreeMap::from([(PRIVATE, PRIVATE)]);
    let auth = auth();
    let default = Contract::VisitorToken;
    let cases = [
        (refusal(&auth, &Known(visitor().avatar(PRIVATE))), "avatar", default),
        (refusal(&auth, &Known(visitor().avatar(""))), "avatar", default),
        (refusal(&auth, &Known(visitor().custom(PRIVATE, PRIVATE))), "customData", default),
        (refusal(&auth, &Known(visitor().custom_data(&map))), "customData", default),
        (
            refusal(&auth, &Current(visitor().company_namy(PRIVATE))),
            "companyNamy",
            Contract::AuthToken,
        ),
    ];
    for (error, claim, contract) in cases {
        assert_eq!(error, Error::UnsupportedClaim { claim, contract });
        assert_says(&error, &[claim, contract.name()]);
    }
}

#[test]
fn an_unsupported_claim_that_is_absent_does_no_harm() {
    let known = Visitor::new(1)
        .avatar(None::<&str>)
        .custom("key", None::<&str>)
        .custom_data(None::<BTreeMap<String, String>>);
    assert!(auth().token(&Known(known)).is_ok());
    assert!(auth().token(&Current(Visitor::new(1).company_namy(None::<&str>))).is_ok());
}

#[test]
fn the_two_spellings_of_the_company_name_exclude_each_other() {
    for (name, namy) in [(PRIVATE, PRIVATE), (PRIVATE, "other"), ("", "")] {
        let both = Visitor::new(1).company_name(name).company_namy(namy);
        let error = refusal(&auth(), &Known(both));
        assert_eq!(error, Error::CompanyNameTwice);
        assert_says(&error, &["companyName", "companyNamy"]);
    }
    for one in [Visitor::new(1).company_name("Acme"), Visitor::new(1).company_namy("Acme")] {
        assert!(auth().token(&Known(one)).is_ok());
    }
}

#[test]
fn only_a_failed_write_has_a_source() {
    let user = Known(Visitor::new(1));
    let error = auth().write_settings(&user, None, &mut Limited::to(0)).expect_err("it fails");
    assert_eq!(error, Error::Write);
    assert_says(&error, &["writer"]);
    assert!(error.source().is_some_and(<dyn std::error::Error>::is::<fmt::Error>));

    let variable = || "ALGOMO_SECRET".to_owned();
    let others = [
        Error::SecretEmpty,
        Error::SecretPlaceholder,
        Error::SecretWhitespace,
        Error::SecretTooShort,
        Error::SecretNotHmac,
        Error::SecretMissing { variable: variable() },
        Error::SecretNotUnicode { variable: variable() },
        Error::TtlOutOfRange { ttl: Duration::ZERO },
        Error::LeewayOutOfRange { leeway: Duration::MAX },
        Error::InvalidWidgetId,
        Error::InvalidNonce,
        Error::EmptyId,
        Error::UnsupportedClaim { claim: "avatar", contract: Contract::VisitorToken },
        Error::CompanyNameTwice,
        Error::ClockOutOfRange,
    ];
    for error in others {
        assert!(error.source().is_none(), "{error}");
    }
}
