//! A page that stays anonymous where the mint fails, and the hook that learns why.

use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use algomo_core::{Contract, Error, Mint as _, Visitor, VisitorAuth};

use crate::support::{EXP, Limited, NOBODY, Untouchable, auth, mint, payload};

const LOADER: &str = r#"<script src="https://app.algomo.com/algomo.min.js" async defer widget="0123456789abcdef01234567"></script>"#;

/// The errors that a hook was called with.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<Error>>>);

impl Heard {
    /// A mint that tells us its errors.
    fn of(&self, auth: VisitorAuth) -> VisitorAuth {
        let heard = Arc::clone(&self.0);
        auth.anonymous_on_error(move |error| heard.lock().expect("a lock").push(error.clone()))
    }

    fn take(&self) -> Vec<Error> {
        std::mem::take(&mut self.0.lock().expect("a lock"))
    }
}

/// Asserts that every way to the page is anonymous and calls the hook once with this error, and that without a hook the error
/// is returned.
#[track_caller]
fn assert_anonymous(auth: &VisitorAuth, user: &Visitor<'_>, error: &Error) {
    let heard = Heard::default();
    let lenient = heard.of(auth.clone());
    let once = vec![error.clone()];

    assert_eq!(lenient.token(user), Ok(None));
    assert_eq!(heard.take(), once);
    assert_eq!(lenient.mint_token(user), Ok(None));
    assert_eq!(heard.take(), once);
    let settings = lenient.settings(user).expect("a page");
    assert_eq!(heard.take(), once);
    assert!(settings.is_anonymous());
    assert_eq!(settings.to_string(), "");
    let settings = lenient.mint_settings(user, Some("bm9uY2U=")).expect("a page");
    assert_eq!(heard.take(), once);
    assert_eq!(settings.to_string(), "");
    assert_eq!(lenient.write_settings(user, Some("bm9uY2U="), &mut Untouchable), Ok(false));
    assert_eq!(heard.take(), once);

    let with_widget = lenient.clone().with_widget_id("0123456789abcdef01234567").expect("an id");
    let mut page = String::new();
    assert_eq!(with_widget.write_settings(user, None, &mut page), Ok(false));
    assert_eq!(page, LOADER);
    assert_eq!(with_widget.settings(user).expect("a page").to_string(), LOADER);
    assert_eq!(heard.take(), [error.clone(), error.clone()]);

    assert_eq!(auth.token(user), Err(error.clone()));
    assert_eq!(auth.settings(user).map(drop), Err(error.clone()));
    assert_eq!(auth.write_settings(user, None, &mut Untouchable), Err(error.clone()));
}

#[test]
fn each_error_of_the_mint_leaves_the_page_anonymous_and_is_told_once() {
    let contract = Contract::VisitorToken;
    assert_anonymous(&auth(), &Visitor::new(""), &Error::BlankId);
    assert_anonymous(
        &auth(),
        &Visitor::new(1).avatar("a"),
        &Error::UnsupportedClaim { claim: "avatar", contract },
    );
    assert_anonymous(
        &auth().with_contract(contract),
        &Visitor::new(1).contract(Contract::AuthToken),
        &Error::ContractMismatch { visitor: Contract::AuthToken, widget: contract },
    );
    assert_anonymous(
        &auth(),
        &Visitor::new(1).company_name("a").company_namy("a"),
        &Error::CompanyNameTwice,
    );
    assert_anonymous(&auth(), &Visitor::new("a".repeat(70_000)), &Error::TokenTooLong);
    let early = auth().with_clock(|| UNIX_EPOCH - Duration::from_secs(1));
    assert_anonymous(&early, &Visitor::new(1), &Error::ClockOutOfRange);
}

#[test]
fn a_user_without_a_fault_has_a_token_and_a_guest_no_error() {
    let heard = Heard::default();
    let lenient = heard.of(auth());
    assert_eq!(mint(&lenient, &Visitor::new(1)), mint(&auth(), &Visitor::new(1)));
    assert_eq!(lenient.token(NOBODY), Ok(None));
    assert_eq!(lenient.write_settings(NOBODY, None, &mut Untouchable), Ok(false));
    assert_eq!(heard.take(), []);
    // One user's fault is not the next one's.
    assert_eq!(lenient.token(Visitor::new(" ")), Ok(None));
    assert_eq!(
        payload(&mint(&lenient, &Visitor::new(2))),
        serde_json::json!({"id": 2, "exp": EXP})
    );
    assert_eq!(heard.take(), [Error::BlankId]);
}

#[test]
fn a_bad_nonce_and_a_failing_writer_are_still_errors() {
    let heard = Heard::default();
    let lenient = heard.of(auth());
    for user in [Some(Visitor::new(1)), Some(Visitor::new("")), None] {
        for nonce in ["", "no nonce"] {
            let written = lenient.write_settings(&user, Some(nonce), &mut Untouchable);
            assert_eq!(written, Err(Error::InvalidNonce));
        }
    }
    let good = Visitor::new(1);
    let refused = lenient.mint_settings(&good, Some("no nonce")).map(drop);
    assert_eq!(refused, Err(Error::InvalidNonce));
    let refused = lenient.settings(&good).and_then(|settings| settings.with_nonce("")).map(drop);
    assert_eq!(refused, Err(Error::InvalidNonce));
    for limit in [0, 8, 100] {
        let written = lenient.write_settings(&good, None, &mut Limited::to(limit));
        assert_eq!(written, Err(Error::Write));
    }
    assert_eq!(heard.take(), []);
}

#[test]
fn the_last_hook_counts_and_clones_share_one() {
    let (first, second) = (Heard::default(), Heard::default());
    let auth = second.of(first.of(auth()));
    let clone = auth.clone();
    assert_eq!(auth.token(Visitor::new("")), Ok(None));
    assert_eq!(clone.token(Visitor::new(1).avatar("a")), Ok(None));
    assert_eq!(first.take(), []);
    let contract = Contract::VisitorToken;
    assert_eq!(
        second.take(),
        [Error::BlankId, Error::UnsupportedClaim { claim: "avatar", contract }],
    );
    // The mint can be changed with the hook in place.
    let changed = clone.with_contract(Contract::AuthToken);
    assert!(changed.token(Visitor::new(1).avatar("a")).is_ok_and(|token| token.is_some()));
    assert_eq!(changed.token(Visitor::new("")), Ok(None));
    assert_eq!(second.take(), [Error::BlankId]);
}
