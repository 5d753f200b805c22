//! The derive can't depend on algomo-core, so it has a copy of the table of contracts. Here they are compared.

use algomo_core::{AlgomoVisitor, Contract, Visitor};

#[path = "../../algomo-derive/src/claims.rs"]
#[expect(dead_code, reason = "the derive uses more of it than we do")]
mod claims;

/// All contracts of algomo-core.
const CONTRACTS: [Contract; 2] = [Contract::VisitorToken, Contract::AuthToken];

#[test]
fn the_derives_copy_of_the_contracts_is_the_original() {
    let copies = claims::Contract::ALL.map(|copy| (copy.name(), copy.claims()));
    let originals = CONTRACTS.map(|contract| (contract.name(), contract.claims()));
    assert_eq!(copies, originals);
    assert_eq!(claims::Contract::default().name(), Contract::default().name());
}

#[test]
fn every_claim_that_the_derive_maps_is_one_of_a_contract_and_the_other_way_round() {
    let spellings = [
        "id",
        "name",
        "email",
        "avatar",
        "company_id",
        "company_name",
        "companyNamy",
        "custom",
        "custom_data",
    ];
    let keys =
        spellings.map(|spelling| claims::Claim::from_spelling(spelling).expect("a claim").key());
    for contract in CONTRACTS {
        assert!(contract.claims().iter().all(|claim| keys.contains(claim)), "{contract}");
    }
    for key in keys {
        assert!(CONTRACTS.iter().any(|contract| contract.claims().contains(&key)), "{key}");
    }
}

#[test]
fn each_contract_says_what_it_is() {
    let table =
        CONTRACTS.map(|contract| (contract.name(), contract.settings_key(), contract.claims()));
    assert_eq!(
        table,
        [
            (
                "visitor-token",
                "visitorToken",
                ["id", "name", "email", "companyId", "companyName", "companyNamy"].as_slice(),
            ),
            (
                "auth-token",
                "authToken",
                &["id", "name", "email", "avatar", "companyId", "companyName", "customData"],
            ),
        ],
    );
    for contract in CONTRACTS {
        assert_eq!(contract.to_string(), contract.name());
    }
}

#[test]
fn the_default_contract_is_visitor_token() {
    struct User;
    impl AlgomoVisitor for User {
        fn visitor(&self) -> Option<Visitor<'_>> {
            None
        }
    }

    #[derive(AlgomoVisitor)]
    struct Derived {
        id: i32,
    }

    assert_eq!(Contract::default(), Contract::VisitorToken);
    assert_eq!(User::CONTRACT, Contract::VisitorToken);
    assert!(User.visitor().is_none());
    assert_eq!(Derived::CONTRACT, Contract::VisitorToken);
    assert!(Derived { id: 1 }.visitor().is_some());
}
