//! The derive cannot depend on algomo-core, so it has a table of claims of its own. These tests compare it with the original.

use std::collections::BTreeMap;

use algomo_core::AlgomoVisitor;

use crate::claims::{Claim, Contract};

const CONTRACTS: [(Contract, algomo_core::Contract); 2] = [
    (Contract::VisitorToken, algomo_core::Contract::VisitorToken),
    (Contract::AuthToken, algomo_core::Contract::AuthToken),
];

#[test]
fn the_contracts_are_those_of_the_core() {
    for (ours, original) in CONTRACTS {
        assert_eq!(ours.name(), original.name());
        let mut keys: Vec<&str> =
            Claim::all().filter(|claim| ours.has(*claim)).map(Claim::key).collect();
        // An entry of `customData` shares its key.
        keys.dedup();
        assert_eq!(keys, original.claims().collect::<Vec<_>>());
    }
    assert_eq!(Contract::ALL, CONTRACTS.map(|(ours, _)| ours));
    assert_eq!(Contract::default().name(), algomo_core::Contract::default().name());
}

#[test]
fn a_claim_expands_under_the_contracts_that_have_it() {
    for (contract, _) in CONTRACTS {
        for claim in Claim::all().filter(|claim| *claim != Claim::Id) {
            let input = format!(
                "#[algomo(contract = \"{}\")] struct User {{ id: u8, #[algomo({})] value: String }}",
                contract.name(),
                claim.spelling(),
            );
            let code = super::expand(&input).expect("a type").to_string();
            assert_eq!(!code.contains("compile_error"), contract.has(claim), "{input}");
            assert!(code.contains(claim.field()), "{input}");
        }
    }
}

/// Every claim, as a field and as a function, compiled against the core.
#[test]
fn every_claim_arrives_under_its_key() {
    #[derive(AlgomoVisitor)]
    struct ForVisitorToken {
        id: u8,
        name: String,
        email: String,
        company_id: u8,
        company_name: String,
    }

    #[derive(AlgomoVisitor)]
    #[algomo(id = |_| 1, name = |_| "n", email = |_| "e", company_id = |_| 2, companyNamy = |_| "m")]
    struct ByFunction;

    #[derive(AlgomoVisitor)]
    #[algomo(contract = "auth-token")]
    struct ForAuthToken {
        id: u8,
        name: String,
        email: String,
        avatar: String,
        company_id: u8,
        company_name: String,
        custom_data: BTreeMap<String, String>,
        #[algomo(custom)]
        plan: String,
    }

    #[derive(AlgomoVisitor)]
    #[algomo(contract = "auth-token", id = |_| 1, name = |_| "n", email = |_| "e", avatar = |_| "a")]
    #[algomo(company_id = |_| 2, company_name = |_| "c", custom("plan") = |_| "p")]
    #[algomo(custom_data = |_| BTreeMap::from([("b", "d")]))]
    struct ByFunctionForAuthToken;

    let visitor_token = ForVisitorToken {
        id: 1,
        name: "n".into(),
        email: "e".into(),
        company_id: 2,
        company_name: "c".into(),
    };
    assert_eq!(
        json(&visitor_token),
        r#"{"id":1,"name":"n","email":"e","companyId":2,"companyName":"c"}"#
    );
    assert_eq!(
        json(&ByFunction),
        r#"{"id":1,"name":"n","email":"e","companyId":2,"companyNamy":"m"}"#
    );
    let auth_token = ForAuthToken {
        id: 1,
        name: "n".into(),
        email: "e".into(),
        avatar: "a".into(),
        company_id: 2,
        company_name: "c".into(),
        custom_data: [("b".into(), "d".into())].into(),
        plan: "p".into(),
    };
    let all = concat!(
        r#"{"id":"1","name":"n","email":"e","avatar":"a","companyId":"2","companyName":"c","#,
        r#""customData":{"b":"d","plan":"p"}}"#,
    );
    assert_eq!(json(&auth_token), all);
    assert_eq!(json(&ByFunctionForAuthToken), all);
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).expect("JSON")
}
