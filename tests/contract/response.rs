//! The mint of one response: what it notes on the response's mark, and which nonce it takes.

use algomo_core::http::{CspNonce, Head, ResponseMark, ResponseMint};
use algomo_core::{Error, Mint, Visitor, VisitorAuth};

use crate::support::{NOBODY, auth, mint};

/// The mint of a new response.
fn response() -> ResponseMint {
    ResponseMint::new(ResponseMark::new()).with_auth(Some(auth()))
}

#[test]
fn a_member_marks_the_response_and_a_guest_makes_it_vary() {
    for id in [1, 2] {
        let response = response();
        let token = response.token(Visitor::new(id)).expect("no error").expect("a member");
        assert_eq!(token.as_str(), mint(&auth(), &Visitor::new(id)));
        assert_eq!(response.response().send_head(), Head::NoStore);

        let response = self::response();
        let settings = response.settings(Visitor::new(id)).expect("no error");
        assert!(settings.to_string().contains(&mint(&auth(), &Visitor::new(id))));
        assert_eq!(response.response().send_head(), Head::NoStore);
    }
    let response = response();
    assert_eq!(response.token(NOBODY), Ok(None));
    assert_eq!(response.response().head(), Head::Vary);
    let response = self::response();
    assert!(response.settings(NOBODY).expect("no error").is_anonymous());
    assert_eq!(response.response().send_head(), Head::Vary);
    assert_eq!(self::response().response().send_head(), Head::Unchanged);
}

#[test]
fn a_user_that_is_refused_marks_nothing() {
    let response = response();
    assert_eq!(response.token(Visitor::new("")), Err(Error::BlankId));
    assert_eq!(response.settings(Visitor::new("")).map(|_| ()), Err(Error::BlankId));
    assert_eq!(response.response().send_head(), Head::Vary);
}

#[test]
fn a_mark_before_the_head_allows_tokens_after_it() {
    let streamed = response();
    assert_eq!(streamed.mark(), Ok(()));
    assert!(streamed.response().is_marked());
    assert_eq!(streamed.response().send_head(), Head::NoStore);
    assert!(streamed.token(Visitor::new(1)).expect("no error").is_some());
    assert!(!streamed.clone().settings(Visitor::new(2)).expect("no error").is_anonymous());

    let late = response();
    assert_eq!(late.response().send_head(), Head::Unchanged);
    assert_eq!(late.mark(), Err(Error::ResponseStarted));
    assert_eq!(late.token(Visitor::new(1)), Err(Error::ResponseStarted));
    assert_eq!(late.settings(Visitor::new(1)).map(|_| ()), Err(Error::ResponseStarted));
    assert_eq!(late.token(NOBODY), Ok(None));
    assert!(late.settings(NOBODY).expect("no error").is_anonymous());
}

#[test]
fn the_responses_nonce_is_taken_unless_another_is_named() {
    let nonce_of = |html: String| {
        let nonce = html.split("nonce=\"").nth(1).and_then(|rest| rest.split('"').next());
        nonce.map(str::to_owned)
    };
    let user = Visitor::new(1);
    let without = response().settings(&user).expect("no error");
    assert_eq!(nonce_of(without.to_string()), None);
    let known = response().with_nonce(Some("a25vd24="));
    assert_eq!(
        nonce_of(known.settings(&user).expect("no error").to_string()).as_deref(),
        Some("a25vd24=")
    );
    let named = known.mint_settings(&user, Some("bmFtZWQ=")).expect("no error");
    assert_eq!(nonce_of(named.to_string()).as_deref(), Some("bmFtZWQ="));
    assert_eq!(known.mint_settings(&user, Some("\"")).map(|_| ()), Err(Error::InvalidNonce));

    // The application said that there is one.
    let missing = response().with_nonce(None::<&str>);
    assert_eq!(missing.settings(&user).map(|_| ()), Err(Error::MissingNonce));
    assert_eq!(missing.settings(NOBODY).map(|_| ()), Err(Error::MissingNonce));
    assert!(missing.mint_settings(&user, Some("bmFtZWQ=")).is_ok());
    assert!(missing.token(&user).expect("a token has no nonce").is_some());
    let invalid = response().with_nonce(Some("no base64"));
    for user in [Some(Visitor::new(1)), None] {
        assert_eq!(invalid.settings(user).map(|_| ()), Err(Error::InvalidNonce));
    }
    // It is refused before the response is marked, and for a tenant without Algomo, too.
    assert_eq!(invalid.response().head(), Head::Unchanged);
    let tenant = invalid.with_auth(None);
    assert_eq!(tenant.settings(&user).map(|_| ()), Err(Error::InvalidNonce));
}

#[test]
fn a_tenant_without_algomo_needs_nothing() {
    for tenant in [
        ResponseMint::new(ResponseMark::new()),
        ResponseMint::new(ResponseMark::new()).with_nonce(None::<&str>),
        response().with_auth(None),
    ] {
        assert_eq!(tenant.settings(Visitor::new(1)).expect("no error").to_string(), "");
        assert_eq!(tenant.token(Visitor::new(1)), Ok(None));
        assert_eq!(tenant.csp_hash(), None);
        // Which tenant it is may depend on the visitor.
        assert_eq!(tenant.response().send_head(), Head::Vary);
    }
}

#[test]
fn a_token_that_a_tenant_without_algomo_is_asked_for_makes_the_response_vary() {
    for user in [Some(Visitor::new(1)), None] {
        let tenant = response().with_auth(None);
        assert_eq!(tenant.response().head(), Head::Unchanged);
        assert_eq!(tenant.token(user), Ok(None));
        // Which tenant it is may depend on the visitor.
        assert_eq!(tenant.response().head(), Head::Vary);
    }
}

/// The loader has the nonce, too, whoever is asked for.
#[test]
fn a_missing_nonce_is_an_error_for_a_mint_that_renders_only_the_loader() {
    let auth = VisitorAuth::disabled().with_widget_id("0123456789abcdef01234567").expect("an id");
    for user in [Some(Visitor::new(1)), None] {
        let response = ResponseMint::new(ResponseMark::new()).with_auth(Some(auth.clone()));
        let missing = response.clone().with_nonce(None::<&str>);
        assert_eq!(missing.settings(&user).map(|_| ()), Err(Error::MissingNonce));
        assert_eq!(missing.token(&user), Ok(None));
        let named = missing.mint_settings(&user, Some("bmFtZWQ=")).expect("a nonce");
        assert!(named.to_string().starts_with("<script nonce=\"bmFtZWQ=\" src="), "{named}");
        let unused = response.settings(&user).expect("no nonce is expected");
        assert!(unused.to_string().starts_with("<script src="), "{unused}");
    }
}

#[test]
fn a_mint_that_never_mints_leaves_a_members_page_cacheable() {
    let mint_of = |auth| ResponseMint::new(ResponseMark::new()).with_auth(auth);
    for id in [1, 2] {
        for never in [None, Some(VisitorAuth::disabled())] {
            let response = mint_of(never);
            assert!(!response.is_enabled());
            assert_eq!(response.mark(), Ok(()));
            assert!(response.settings(Visitor::new(id)).expect("no error").is_anonymous());
            assert_eq!(response.token(Visitor::new(id)), Ok(None));
            assert_eq!(response.response().send_head(), Head::Vary);
            // No token can follow, so it is not too late either.
            assert_eq!(response.mark(), Ok(()));
        }
        let response = mint_of(Some(auth()));
        assert!(response.is_enabled());
        assert_eq!(response.mark(), Ok(()));
        assert_eq!(response.response().send_head(), Head::NoStore);
    }
}

#[test]
fn the_hashes_are_those_of_the_scripts_that_were_rendered() {
    let response = response();
    assert_eq!(response.csp_hash(), None);
    response.settings(NOBODY).expect("no error");
    response.token(Visitor::new(1)).expect("no error");
    assert_eq!(response.csp_hash(), None);
    let hash_of = |id| auth().settings(Visitor::new(id)).expect("no error").csp_hash();
    let first = hash_of(1).expect("a member");
    response.settings(Visitor::new(1)).expect("no error");
    assert_eq!(response.csp_hash(), Some(first.clone()));
    // A clone belongs to the same response.
    response.clone().settings(Visitor::new(2)).expect("no error");
    let second = hash_of(2).expect("a member");
    assert_ne!(first, second);
    assert_eq!(response.csp_hash(), Some(format!("{first} {second}")));
    assert_eq!(self::response().csp_hash(), None);
}

#[test]
fn debug_tells_the_mint_and_the_mark_apart() {
    let response = response();
    let open = format!("{response:?}");
    assert!(open.contains("ResponseMint") && open.contains("VisitorAuth"), "{open}");
    response.mark().expect("the head has not left");
    assert_ne!(format!("{response:?}"), open);
}

#[test]
fn a_fresh_nonce_is_the_same_text_however_it_is_read() {
    let nonces = [CspNonce::fresh(), CspNonce::fresh()].map(|nonce| nonce.expect("randomness"));
    for nonce in &nonces {
        assert_eq!(nonce.as_str().len(), 22);
        assert_eq!(nonce.to_string(), nonce.as_str());
        assert_eq!(<CspNonce as AsRef<str>>::as_ref(nonce), nonce.as_str());
        let html = auth().settings(Visitor::new(1)).expect("a page").with_nonce(nonce.as_str());
        assert!(html.expect("a nonce").to_string().contains(nonce.as_str()));
    }
    assert_ne!(nonces[0].as_str(), nonces[1].as_str());
}
