//! The same bytes, whichever way they are written; and writers that fail.

use std::fmt::{self, Write as _};

use algomo_core::{AlgomoVisitor, Error, Mint as _, Visitor, VisitorAuth};
use proptest::prelude::*;
use proptest::{option, sample};

use super::users::{Account, Person, account, person};
use crate::support::{Known, Limited, NOBODY, auth};

/// Mints with and without a widget id.
fn any_auth() -> impl Strategy<Value = VisitorAuth> {
    option::of("[A-Za-z0-9_-]{1,64}").prop_map(|id| match id {
        Some(id) => auth().with_widget_id(id).expect("a widget id"),
        None => auth(),
    })
}

fn any_nonce() -> impl Strategy<Value = Option<String>> {
    option::of("[A-Za-z0-9+/_-]{1,50}={0,2}")
}

/// Checks that each way to the token and to the HTML yields the same.
fn all_ways_agree<V: AlgomoVisitor>(
    auth: &VisitorAuth,
    user: &V,
    nonce: Option<&str>,
) -> Result<(), TestCaseError> {
    let is_known = user.visitor().is_some();
    let settings = auth.settings(user).expect("no error");
    prop_assert_eq!(settings.is_anonymous(), !is_known);
    let settings = match nonce {
        Some(nonce) => settings.with_nonce(nonce).expect("a nonce"),
        None => settings,
    };
    let html = settings.to_string();

    // What is there already stays there.
    let mut page = String::from("<head>");
    prop_assert_eq!(auth.write_settings(user, nonce, &mut page), Ok(is_known));
    prop_assert_eq!(page.strip_prefix("<head>"), Some(html.as_str()));
    let minted = auth.mint_settings(user, nonce).expect("no error");
    prop_assert_eq!(minted.to_string(), html.as_str());
    prop_assert_eq!(minted.to_string(), html.as_str(), "a second time");
    let parts = format!("{}{}", minted.settings_element(), minted.loader_element());
    prop_assert_eq!(parts, html.as_str());
    let mut page = String::new();
    let unsized_page: &mut dyn fmt::Write = &mut page;
    prop_assert_eq!(auth.write_settings(user, nonce, unsized_page), Ok(is_known));
    prop_assert_eq!(&page, &html);
    prop_assert_eq!(String::from(settings), html.as_str());

    let token = auth.token(user).expect("no error");
    let text = token.as_ref().map_or("", |token| token.as_str());
    prop_assert_eq!(auth.mint_token(user), Ok(token.clone()));
    prop_assert!(html.contains(text));
    prop_assert_eq!(token.is_some(), is_known);
    prop_assert_eq!(token.as_ref().map(ToString::to_string).unwrap_or_default(), text);
    Ok(())
}

proptest! {
    #[test]
    fn every_way_to_write_writes_the_same(
        auth in any_auth(),
        person in option::of(person()),
        account in option::of(account()),
        nonce in any_nonce(),
    ) {
        all_ways_agree::<Option<Person>>(&auth, &person, nonce.as_deref())?;
        all_ways_agree::<Option<Account>>(&auth, &account, nonce.as_deref())?;
    }

    #[test]
    fn a_writer_that_fails_anywhere_is_an_error_and_not_a_panic(
        auth in any_auth(),
        person in person(),
        nonce in any_nonce(),
        limit in any::<sample::Index>(),
    ) {
        let mut html = String::new();
        auth.write_settings(&person, nonce.as_deref(), &mut html).expect("a String takes all");
        let mut page = Limited::to(limit.index(html.len()));
        prop_assert_eq!(auth.write_settings(&person, nonce.as_deref(), &mut page), Err(Error::Write));
        prop_assert!(html.starts_with(&page.written));
    }
}

/// A user whose token takes three pieces of the encoder.
fn large_user() -> Known<'static> {
    Known(Visitor::new(1).name("John Doe".repeat(150)))
}

#[test]
fn a_writer_may_fail_at_every_byte_of_the_page() {
    let auth = auth().with_widget_id("64b26869eccc94a185db7f18").expect("a widget id");
    let (user, nonce) = (large_user(), Some("bm9uY2U="));
    let mut html = String::new();
    assert_eq!(auth.write_settings(&user, nonce, &mut html), Ok(true));
    for limit in 0..html.len() {
        let mut page = Limited::to(limit);
        assert_eq!(
            auth.write_settings(&user, nonce, &mut page),
            Err(Error::Write),
            "{limit} bytes"
        );
        assert_eq!(page.written, html[..limit], "what was written before is as it would be");
        let minted = auth.mint_settings(&user, nonce).expect("no error");
        assert_eq!(write!(Limited::to(limit), "{minted}"), Err(fmt::Error));
    }
    let mut page = Limited::to(html.len());
    assert_eq!(auth.write_settings(&user, nonce, &mut page), Ok(true));
    assert_eq!(page.written, html);
}

#[test]
fn nothing_is_written_for_an_anonymous_visitor_so_nothing_can_fail() {
    assert_eq!(auth().write_settings(&NOBODY, Some("bm9uY2U="), &mut Limited::to(0)), Ok(false));
}
