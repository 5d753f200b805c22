//! Bad input: each a typed error that names what is wrong and no value of a secret or a claim, and nothing is written.

mod clock;
mod environment;
mod files;
mod ids;
mod page;
mod random_secrets;
mod secret;
mod size;
mod wrapping;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error as _;
use std::fmt;
use std::io;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use algomo_core::{AlgomoVisitor, Contract, Error, Mint as _, Visitor, VisitorAuth};

use crate::support::{Current, Known, Limited, SECRET, Untouchable, auth};

/// A value of claims in these tests that no error may show.
const PRIVATE: &str = "Ada-Lovelace-1815";

/// The error of every way to mint for this user, all of which must refuse alike and write nothing at all.
fn refusal<V: AlgomoVisitor>(auth: &VisitorAuth, user: &V) -> Error {
    let with_widget = auth.clone().with_widget_id("64b26869eccc94a185db7f18").expect("a widget id");
    let error = auth.token(user).expect_err("the token is refused");
    for auth in [auth, &with_widget] {
        let refused = Err(error.clone());
        assert_eq!(auth.settings(user).map(|_| false), refused);
        assert_eq!(auth.mint_token(user).map(|_| false), refused);
        for nonce in [None, Some("bm9uY2U=")] {
            assert_eq!(auth.write_settings(user, nonce, &mut Untouchable), refused);
            assert_eq!(auth.mint_settings(user, nonce).map(|_| false), refused);
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
        assert_eq!(error, Error::BlankId);
        assert_says(&error, &["id", "empty", "blank", "nil UUID"]);
    }
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
    assert!(auth().token(Known(known)).is_ok());
    assert!(auth().token(Current(Visitor::new(1).company_namy(None::<&str>))).is_ok());
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
        assert!(auth().token(Known(one)).is_ok());
    }
}

#[test]
fn only_a_failed_write_has_a_source() {
    let user = Known(Visitor::new(1));
    let error = auth().write_settings(&user, None, &mut Limited::to(0)).expect_err("it fails");
    assert_eq!(error, Error::Write);
    assert_says(&error, &["writer"]);
    assert!(error.source().is_some_and(<dyn std::error::Error>::is::<fmt::Error>));

    for (error, _) in sentences() {
        assert_eq!(error.source().is_some(), error == Error::Write, "{error}");
    }
}

/// Every error, with words that its sentence has to have.
fn sentences() -> Vec<(Error, &'static [&'static str])> {
    let contract = Contract::VisitorToken;
    vec![
        (Error::SecretEmpty, &["secret", "empty"]),
        (Error::SecretPlaceholder, &["secret", "placeholder", "replace"]),
        (Error::SecretWhitespace, &["secret", "white space", "trim"]),
        (Error::SecretControlCharacter, &["secret", "control character", "line"]),
        (Error::SecretInvisibleCharacter, &["secret", "invisible", "byte order mark"]),
        (Error::SecretEscapedLineEnd, &["secret", "backslash", "remove"]),
        (Error::SecretQuoted, &["secret", "quotation marks", "remove"]),
        (Error::SecretAssignment, &["secret", "NAME=value", "equals sign"]),
        (Error::SecretReference, &["secret", "variable", "replaced"]),
        (Error::SecretPem, &["secret", "PEM", "private key"]),
        (Error::SecretJwk, &["secret", "JSON Web Key", "not JSON"]),
        (Error::SecretPath, &["secret", "path", "VisitorSecret::from_file"]),
        (Error::SecretTooShort, &["secret", "32", "RFC 7518", "VisitorSecret::new_allowing_short"]),
        (Error::SecretNotHmac, &["RSA", "HMAC"]),
        (Error::SecretMissing { variable: "NAME".into() }, &["NAME", "not set"]),
        (Error::SecretNotUnicode { source: "NAME".into() }, &["NAME", "UTF-8"]),
        (
            Error::SecretFile { path: "/run/x".into(), kind: io::ErrorKind::NotFound },
            &["/run/x", "cannot be read", "not found"],
        ),
        (Error::TtlOutOfRange { ttl: Duration::from_millis(1500) }, &["life", "1.5s", "1 h"]),
        (
            Error::LeewayOutOfRange { leeway: Duration::from_secs(3601) },
            &["leeway", "3601s", "1 h"],
        ),
        (Error::UnknownContract, &["visitor-token", "auth-token"]),
        (Error::InvalidWidgetId, &["widget id", "64"]),
        (Error::InvalidLoaderUrl, &["URL", "https://"]),
        (Error::InvalidScriptAttribute { name: "onload".into() }, &["onload", "lower-case"]),
        (Error::InvalidNonce, &["nonce", "base64", "Content-Security-Policy"]),
        (Error::MissingNonce, &["nonce", "before"]),
        (Error::BlankId, &["id", "empty", "blank", "nil UUID"]),
        (Error::UnsupportedClaim { claim: "avatar", contract }, &["avatar", "visitor-token"]),
        (
            Error::ContractMismatch { visitor: Contract::AuthToken, widget: contract },
            &["auth-token", "visitor-token", "VisitorAuth"],
        ),
        (Error::CompanyNameTwice, &["companyName", "companyNamy"]),
        (Error::TokenTooLong, &["64 KiB"]),
        (Error::ClockOutOfRange, &["clock", "1970"]),
        (Error::ClockMissing, &["clock", "VisitorAuth::with_clock"]),
        (Error::ResponseStarted, &["head", "mark"]),
        (Error::Write, &["writer"]),
    ]
}

#[test]
fn every_error_is_a_sentence_of_its_own_also_where_debug_is_printed() {
    let sentences = sentences();
    for (error, words) in &sentences {
        assert_says(error, words);
        assert_eq!(format!("{error:?}"), error.to_string());
        assert_eq!(format!("{error:#?}"), error.to_string());
        assert!(error.to_string().len() > 20, "{error}");
    }
    let texts: BTreeSet<_> = sentences.iter().map(|(error, _)| error.to_string()).collect();
    assert_eq!(texts.len(), sentences.len());
}
