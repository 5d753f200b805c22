//! A `Visitor` through serde: an application that signs by itself gets our token, byte for byte.

use std::collections::BTreeMap;

use algomo_core::{AlgomoVisitor, Contract, Error, Visitor};
use proptest::prelude::*;
use serde::Serialize;

use crate::properties::users::{account, misspelt, person};
use crate::support::{EXP, HEADER, auth, mint, sign};

/// What an application signs by itself.
#[derive(Serialize)]
struct Claims<'a> {
    #[serde(flatten)]
    visitor: Visitor<'a>,
    exp: u64,
}

/// The token that an application makes by itself, or the text of the error.
fn by_oneself(visitor: Visitor<'_>) -> Result<String, String> {
    let json = serde_json::to_string(&Claims { visitor, exp: EXP });
    json.map(|json| sign(HEADER, json)).map_err(|error| error.to_string())
}

#[track_caller]
fn assert_same(visitor: &Visitor<'_>) {
    let minted = auth().token(visitor).map(|token| token.expect("a visitor").to_string());
    assert_eq!(by_oneself(visitor.clone()), minted.map_err(|error| error.to_string()));
}

fn whole(contract: Contract) -> Visitor<'static> {
    let visitor = Visitor::new(7).company_id(i64::MAX).company_name("").email("e\"").name("n\n");
    visitor.contract(contract)
}

#[test]
fn a_flattened_visitor_beside_exp_is_our_payload() {
    for &contract in Contract::ALL {
        assert_same(&whole(contract));
        assert_same(&Visitor::new("x").contract(contract));
        assert_same(&Visitor::new(u128::MAX).company_id(uuid::Uuid::nil()).contract(contract));
    }
    assert_same(&Visitor::new(7).name("no contract"));
    assert_same(&Visitor::new(7).company_namy("Acme Inc."));
    let current = whole(Contract::AuthToken).avatar("a");
    assert_same(&current.clone().custom("b", "1").custom("a", "2"));
    assert_same(&current.custom_data(BTreeMap::<String, String>::new()));
}

#[test]
fn what_the_mint_refuses_is_refused_with_the_same_sentence() {
    let avatar = Visitor::new(1).avatar("a");
    let unsupported = |claim, contract| Error::UnsupportedClaim { claim, contract }.to_string();
    for (visitor, error) in [
        (Visitor::new(" "), Error::BlankId.to_string()),
        (Visitor::new(uuid::Uuid::nil()), Error::BlankId.to_string()),
        (avatar.clone(), unsupported("avatar", Contract::VisitorToken)),
        (avatar.contract(Contract::VisitorToken), unsupported("avatar", Contract::VisitorToken)),
        (Visitor::new(1).custom("a", "b"), unsupported("customData", Contract::VisitorToken)),
        (
            Visitor::new(1).company_namy("a").contract(Contract::AuthToken),
            unsupported("companyNamy", Contract::AuthToken),
        ),
        (Visitor::new(1).company_name("a").company_namy("a"), Error::CompanyNameTwice.to_string()),
    ] {
        assert_eq!(
            serde_json::to_string(&visitor).map_err(|error| error.to_string()),
            Err(error.clone())
        );
        assert_eq!(by_oneself(visitor.clone()), Err(error));
        assert_same(&visitor);
    }
}

proptest! {
    #[test]
    fn any_user_is_the_same_through_serde(
        person in person(),
        misspelt in misspelt(),
        account in account(),
    ) {
        let users: [&dyn AlgomoVisitor; 3] = [&person, &misspelt, &account];
        for user in users {
            let visitor = user.visitor().expect("a visitor");
            prop_assert_eq!(by_oneself(visitor), Ok(mint(&auth(), user)));
        }
    }
}
