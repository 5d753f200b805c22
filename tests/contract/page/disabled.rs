//! A mint without a secret: everybody is a guest.

use algomo_core::{Contract, Error, Mint as _, VerifyError, Visitor, VisitorAuth};

use crate::support::{NOBODY, NOW, Untouchable, auth, auth_at, mint};

const WIDGET_ID: &str = "0123456789abcdef01234567";

const LOADER: &str = r#"<script src="https://app.algomo.com/algomo.min.js" async defer widget="0123456789abcdef01234567"></script>"#;

#[test]
fn everybody_is_a_guest() {
    let auth = VisitorAuth::disabled();
    for user in [Visitor::new(1), Visitor::new("2").name("Ada")] {
        assert_eq!(auth.token(&user), Ok(None));
        assert_eq!(auth.mint_token(&user), Ok(None));
        assert_eq!(auth.write_settings(&user, Some("bm9uY2U="), &mut Untouchable), Ok(false));
        let settings = auth.settings(&user).expect("no error");
        assert!(settings.is_anonymous());
        assert_eq!(settings.to_string(), "");
        assert_eq!(settings.csp_hash(), None);
    }
}

#[test]
fn the_loader_stands_where_a_widget_id_is() {
    let auth = VisitorAuth::disabled().with_widget_id(WIDGET_ID).expect("a widget id");
    for settings in [auth.settings(Visitor::new(1)), auth.settings(NOBODY)] {
        assert_eq!(settings.expect("no error").to_string(), LOADER);
    }
    let mut page = String::new();
    assert_eq!(auth.write_settings(Visitor::new(1), Some("bm9uY2U="), &mut page), Ok(false));
    assert_eq!(page, LOADER.replace("<script", "<script nonce=\"bm9uY2U=\""));
}

/// Nothing is minted, so nothing about a user is wrong, but a bad nonce is wrong for everybody.
#[test]
fn it_has_no_errors_but_those_of_the_page() {
    let auth = VisitorAuth::disabled()
        .with_contract(Contract::VisitorToken)
        .with_clock(|| panic!("nobody asked for the time"))
        .anonymous_on_error(|error| panic!("the hook was called: {error}"));
    for user in [
        Visitor::new(""),
        Visitor::new(1).avatar("a"),
        Visitor::new(1).contract(Contract::AuthToken),
        Visitor::new("a".repeat(100_000)),
    ] {
        assert_eq!(auth.token(&user), Ok(None));
        assert!(auth.settings(&user).is_ok_and(|settings| settings.is_anonymous()));
        let nonce = auth.write_settings(&user, Some("no nonce"), &mut Untouchable);
        assert_eq!(nonce, Err(Error::InvalidNonce));
        assert_eq!(auth.mint_settings(&user, Some("")).map(drop), Err(Error::InvalidNonce));
    }
}

#[test]
fn it_verifies_nothing() {
    let token = mint(&auth(), &Visitor::new(1));
    assert!(auth_at(NOW).verify(&token).is_ok());
    for text in [token.as_str(), "", "a.b.c"] {
        assert_eq!(VisitorAuth::disabled().verify(text), Err(VerifyError::Disabled));
    }
    assert_eq!(
        VerifyError::Disabled.to_string(),
        "the mint is disabled and has no secret to verify with"
    );
}

#[test]
fn debug_says_so() {
    assert!(format!("{:?}", VisitorAuth::disabled()).contains("enabled: false"));
    assert!(format!("{:?}", auth()).contains("enabled: true"));
}
