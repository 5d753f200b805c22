//! `Mint`: what a template or a component takes, in every form that an application may hold it.

use std::rc::Rc;
use std::sync::Arc;

use algomo_core::{
    AlgomoVisitor, Contract, Error, Mint, Settings, Visitor, VisitorAuth, VisitorToken,
};

use crate::support::{NOBODY, auth, mint};

const NONCE: &str = "R0VORVJBVEVEIGFuZXc=";

fn with_widget() -> VisitorAuth {
    auth().with_widget_id("0123456789abcdef01234567").expect("a widget id")
}

/// The page of a user, with the nonce or without.
fn page(auth: &VisitorAuth, user: &dyn AlgomoVisitor, nonce: Option<&str>) -> String {
    let mut page = String::new();
    auth.write_settings(user, nonce, &mut page).expect("no error");
    page
}

/// Asserts that a mint renders and mints what `auth` does.
#[track_caller]
fn assert_mints_like(auth: &VisitorAuth, minting: impl Mint) {
    let users: [&dyn AlgomoVisitor; 3] =
        [&Visitor::new(1).name("Ada"), &Visitor::new("2"), &NOBODY];
    for user in users {
        for nonce in [None, Some(NONCE), Some("bm9uY2U")] {
            let settings = minting.mint_settings(user, nonce).expect("no error");
            assert_eq!(settings.to_string(), page(auth, user, nonce));
        }
        assert_eq!(minting.mint_token(user), auth.token(user));
        let refused = minting.mint_settings(user, Some("no nonce")).map(drop);
        assert_eq!(refused, Err(Error::InvalidNonce));
    }
    let refused = minting.mint_settings(&Visitor::new(""), None).map(drop);
    assert_eq!(refused, Err(Error::BlankId));
    assert_eq!(minting.mint_token(&Visitor::new("")), Err(Error::BlankId));
}

#[test]
fn a_mint_in_every_form_is_the_mint() {
    for auth in [auth(), with_widget(), with_widget().with_contract(Contract::AuthToken)] {
        assert_mints_like(&auth, &auth);
        assert_mints_like(&auth, &auth);
        assert_mints_like(&auth, auth.clone());
        assert_mints_like(&auth, Some(&auth));
        assert_mints_like(&auth, Some(auth.clone()));
        assert_mints_like(&auth, Box::new(auth.clone()));
        assert_mints_like(&auth, Rc::new(auth.clone()));
        assert_mints_like(&auth, Arc::new(auth.clone()));
        assert_mints_like(&auth, Arc::new(Some(Box::new(auth.clone()))));
        assert_mints_like(&auth, &auth as &dyn Mint);
        assert_mints_like(&auth, Box::new(auth.clone()) as Box<dyn Mint>);
        assert_mints_like(&auth, Arc::new(auth.clone()) as Arc<dyn Mint + Send + Sync>);
    }
}

#[test]
fn no_mint_renders_nothing_and_a_bad_nonce_is_still_wrong() {
    let none = None::<VisitorAuth>;
    for user in [Visitor::new(1), Visitor::new("")] {
        for nonce in [None, Some(NONCE)] {
            let settings = none.mint_settings(&user, nonce).expect("no error");
            assert!(settings.is_anonymous());
            assert_eq!(settings.to_string(), "");
        }
        assert_eq!(none.mint_token(&user), Ok(None));
        for nonce in ["", "no nonce", "\""] {
            let refused = none.mint_settings(&user, Some(nonce)).map(drop);
            assert_eq!(refused, Err(Error::InvalidNonce));
            let boxed: Box<dyn Mint> = Box::new(none.clone());
            assert_eq!(boxed.mint_settings(&user, Some(nonce)).map(drop), Err(Error::InvalidNonce));
        }
    }
}

/// Asserts what a mint says in every form in which an application may hold it.
#[track_caller]
fn assert_is_enabled<M: Mint + Clone + Send + Sync + 'static>(minting: M, expected: bool) {
    let forms: [Box<dyn Mint>; 5] = [
        Box::new(minting.clone()),
        Box::new(Some(minting.clone())),
        Box::new(Rc::new(minting.clone())),
        Box::new(Some(Arc::new(Box::new(minting.clone()) as Box<dyn Mint + Send + Sync>))),
        Box::new(minting),
    ];
    for form in forms {
        assert_eq!(form.is_enabled(), expected);
        assert_eq!(Mint::is_enabled(&form), expected);
    }
}

#[test]
fn a_mint_says_whether_it_can_mint() {
    for auth in [auth(), with_widget(), auth().anonymous_on_error(|_| {})] {
        assert_is_enabled(auth, true);
    }
    let loader_only = VisitorAuth::disabled().with_widget_id("0123456789abcdef01234567");
    for disabled in [VisitorAuth::disabled(), loader_only.expect("a widget id")] {
        assert_is_enabled(disabled, false);
    }
    assert_is_enabled(None::<VisitorAuth>, false);
    assert_is_enabled(Some(None::<VisitorAuth>), false);
    // A mint of an application that does not say so may mint.
    assert!(WithNonce(auth(), NONCE).is_enabled());
}

/// What an extractor of a web framework does: a mint that knows its response's nonce.
struct WithNonce<'a>(VisitorAuth, &'a str);

impl Mint for WithNonce<'_> {
    fn mint_settings(
        &self,
        user: &dyn AlgomoVisitor,
        nonce: Option<&str>,
    ) -> Result<Settings, Error> {
        self.0.mint_settings(user, nonce.or(Some(self.1)))
    }

    fn mint_token(&self, user: &dyn AlgomoVisitor) -> Result<Option<VisitorToken>, Error> {
        self.0.mint_token(user)
    }
}

#[test]
fn an_explicit_nonce_wins_over_the_mints_own() {
    for own in ["b3du", "b3duMg=="] {
        let minting: &dyn Mint = &Some(WithNonce(with_widget(), own));
        let html =
            |nonce| minting.mint_settings(&Visitor::new(1), nonce).expect("no error").to_string();
        assert_eq!(html(None), page(&with_widget(), &Visitor::new(1), Some(own)));
        assert_eq!(html(Some(NONCE)), page(&with_widget(), &Visitor::new(1), Some(NONCE)));
    }
}

#[test]
fn a_mint_that_comes_through_dyn_takes_users_through_dyn() {
    let users: Vec<Box<dyn AlgomoVisitor>> =
        (1..=3).map(|id| Box::new(Visitor::new(id)) as Box<dyn AlgomoVisitor>).collect();
    let minting: Box<dyn Mint> = Box::new(auth());
    for (user, id) in users.iter().zip(1..) {
        let token = minting.mint_token(&**user).expect("no error").expect("a visitor");
        assert_eq!(token.as_str(), mint(&auth(), &Visitor::new(id)));
    }
}
