//! What holds for every user: any text in any claim, any id, any writer.

mod ids;
mod threads;
pub(crate) mod users;
mod writers;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use algomo_core::{AlgomoVisitor, Contract, CustomData, Visitor};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Serialize;

use self::users::{Account, CHUNK, FRAGMENTS, Person, account, misspelt, person, text};
use crate::support::{Current, EXP, HEADER, Known, auth, mint, parts, payload, payload_text, sign};

/// A JSON reader finds the same values in the token.
fn arrives<V: AlgomoVisitor + Serialize>(user: &V) -> Result<(), TestCaseError> {
    let claims = serde_json::to_value(user).expect("it serializes");
    prop_assert_eq!(payload(&mint(&auth(), user)), claims);
    Ok(())
}

/// The token is, byte for byte, what the same claims yield without us.
fn equals_the_hand_made<V: AlgomoVisitor + Serialize>(user: &V) -> Result<(), TestCaseError> {
    let json = serde_json::to_string(user).expect("it serializes");
    prop_assert_eq!(mint(&auth(), user), sign(HEADER, json));
    Ok(())
}

/// The token is `[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}`.
fn is_plain<V: AlgomoVisitor>(user: &V) -> Result<(), TestCaseError> {
    let token = mint(&auth(), user);
    for part in parts(&token) {
        prop_assert!(!part.is_empty());
        let is_base64url = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        prop_assert!(part.bytes().all(is_base64url), "{token}");
    }
    prop_assert_eq!(parts(&token)[2].len(), 43);
    Ok(())
}

/// The verifier yields the claims that were minted.
fn verifies<V: AlgomoVisitor + Serialize>(user: &V) -> Result<(), TestCaseError> {
    let claims = serde_json::to_value(user).expect("it serializes");
    let token = mint(&auth(), user);
    let visitor = auth().verify(&token).map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(serde_json::to_value(visitor).expect("it serializes"), claims);
    Ok(())
}

proptest! {
    #[test]
    fn every_claim_arrives_as_it_is(person in person(), misspelt in misspelt(), account in account()) {
        arrives(&person)?;
        arrives(&misspelt)?;
        arrives(&account)?;
    }

    #[test]
    fn a_token_is_what_serde_json_and_an_hmac_yield(
        person in person(),
        misspelt in misspelt(),
        account in account(),
    ) {
        equals_the_hand_made(&person)?;
        equals_the_hand_made(&misspelt)?;
        equals_the_hand_made(&account)?;
    }

    #[test]
    fn a_token_is_three_parts_of_base64url(
        person in person(),
        misspelt in misspelt(),
        account in account(),
    ) {
        is_plain(&person)?;
        is_plain(&misspelt)?;
        is_plain(&account)?;
    }

    #[test]
    fn the_verifier_yields_the_claims_that_were_minted(
        person in person(),
        misspelt in misspelt(),
        account in account(),
    ) {
        verifies(&person)?;
        verifies(&misspelt)?;
        verifies(&account)?;
    }

    #[test]
    fn a_visitor_built_by_hand_is_the_derived_one(account in account()) {
        let built = account.custom_data.iter().fold(
            Visitor::new(&account.id)
                .company_name(&account.company_name)
                .company_id(&account.company_id)
                .avatar(&account.avatar)
                // A map that is empty is sent, as its serde struct would be.
                .custom_data(BTreeMap::<String, String>::new())
                .email(&account.email)
                .name(&account.name),
            |visitor, (key, value)| visitor.custom(key, value),
        );
        prop_assert_eq!(mint(&auth(), &Current(built)), mint(&auth(), &account));
    }

    #[test]
    fn owned_text_is_the_same_text(person in person()) {
        let Person { id, name, email, company_id, company_name, .. } = person.clone();
        let visitor = Visitor::new(id)
            .name(name.map(String::into_boxed_str))
            .email(email.map(Arc::<str>::from))
            .company_id(company_id.map(Cow::<str>::Owned))
            .company_name(company_name.map(Rc::<str>::from));
        prop_assert_eq!(mint(&auth(), &Known(visitor)), mint(&auth(), &person));
    }

    #[test]
    fn custom_data_keeps_the_order_and_the_last_value_of_a_key(
        entries in vec((select(FRAGMENTS), text()), 0..8),
    ) {
        let visitor = entries.iter().fold(Visitor::new("1"), |visitor, (key, value)| visitor.custom(*key, value));
        let mut keys = Vec::new();
        for (key, _) in &entries {
            if !keys.contains(key) {
                keys.push(*key);
            }
        }
        let json = |text: &str| serde_json::to_string(text).expect("it serializes");
        let expected = keys.iter().map(|key| {
            let (_, value) = entries.iter().rfind(|(known, _)| known == key).expect("a key of theirs");
            format!("{}:{}", json(key), json(value))
        });
        let expected = expected.collect::<Vec<_>>().join(",");
        let custom_data =
            if expected.is_empty() { String::new() } else { format!(r#""customData":{{{expected}}},"#) };
        let token = mint(&auth(), &Current(visitor));
        prop_assert_eq!(payload_text(&token), format!(r#"{{"id":"1",{custom_data}"exp":{EXP}}}"#));

        // All at once it is the same.
        let collected = entries.iter().map(|(key, value)| (*key, value.as_str())).collect::<CustomData<'_>>();
        let collected = (!entries.is_empty()).then_some(collected);
        let collected = Current(Visitor::new("1").custom_data(collected));
        prop_assert_eq!(mint(&auth(), &collected), token);
    }
}

/// Every length of a text, so that each kind of character ends, starts and straddles at the edge of the encoder's buffer.
#[test]
fn no_length_of_a_text_makes_a_difference() {
    for character in ["a", "\"", "\u{1}", "é", "€", "🦀"] {
        for len in 0..=2 * CHUNK + 5 {
            let person = Person {
                id: "1".to_owned(),
                name: Some(character.repeat(len)),
                email: None,
                company_id: None,
                company_name: None,
                exp: EXP,
            };
            let json = serde_json::to_string(&person).expect("it serializes");
            assert_eq!(mint(&auth(), &person), sign(HEADER, json), "{len} times {character:?}");
        }
    }
}

/// A short text with an escape at any position: before, across and after the end of the encoder's buffer.
#[test]
fn no_place_of_an_escape_makes_a_difference() {
    for filler in CHUNK - 60..=CHUNK {
        for len in 0..=18 {
            for place in 0..=len {
                let email = format!("{}\n{}", "b".repeat(place), "c".repeat(len - place));
                let person = Person {
                    id: "1".to_owned(),
                    name: Some("a".repeat(filler)),
                    email: Some(email),
                    company_id: None,
                    company_name: None,
                    exp: EXP,
                };
                let json = serde_json::to_string(&person).expect("it serializes");
                let about = format!("{filler} before, {place} of {len}");
                assert_eq!(mint(&auth(), &person), sign(HEADER, json), "{about}");
            }
        }
    }
}

#[test]
fn texts_of_thousands_of_bytes_are_signed_whole() {
    let text = "Ada \"🦀\" \u{1}".repeat(600);
    let account = Account {
        id: text.clone(),
        name: Some(text.clone()),
        email: None,
        avatar: None,
        company_id: None,
        company_name: None,
        custom_data: BTreeMap::from([(text.clone(), text)]),
        exp: EXP,
    };
    let json = serde_json::to_string(&account).expect("it serializes");
    assert_eq!(mint(&auth(), &account), sign(HEADER, json));
}

/// A map tells its keys apart in its own way, which need not be by their text.
#[test]
fn two_keys_of_a_map_with_one_text_make_one_entry() {
    #[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
    struct Plan(u8);

    impl AsRef<str> for Plan {
        fn as_ref(&self) -> &'static str {
            "plan"
        }
    }

    let entries = || [(Plan(0), "free"), (Plan(1), "pro")];
    for visitor in [
        Visitor::new("1").custom_data(BTreeMap::from(entries())),
        Visitor::new("1").custom_data(HashMap::from(entries())),
    ] {
        let verified = auth().verify(&mint(&auth(), &Current(visitor)));
        assert_eq!(verified.map(|visitor| visitor.custom_data().count()), Ok(1));
    }
}

#[test]
fn the_payload_is_in_the_contracts_order() {
    let visitor = || Visitor::new(1).company_name("c").company_id(2).email("e").name("n");
    let keys = |token: String| {
        let text = payload_text(&token);
        let mut keys: Vec<_> =
            ["id", "name", "email", "avatar", "companyId", "companyName", "customData", "exp"]
                .into_iter()
                .filter_map(|key| text.find(&format!("\"{key}\":")).map(|place| (place, key)))
                .collect();
        keys.sort_unstable();
        keys.into_iter().map(|(_, key)| key).collect::<Vec<_>>()
    };
    let mut expected: Vec<_> = Contract::VisitorToken.claims().collect();
    expected.retain(|claim| *claim != "companyNamy");
    expected.push("exp");
    assert_eq!(keys(mint(&auth(), &Known(visitor()))), expected);

    let mut expected: Vec<_> = Contract::AuthToken.claims().collect();
    expected.push("exp");
    let visitor = visitor().custom("key", "value").avatar("a");
    assert_eq!(keys(mint(&auth(), &Current(visitor))), expected);
}

#[test]
fn an_absent_claim_is_left_out_and_an_empty_one_is_sent() {
    let absent = Visitor::new(1)
        .name(None::<&str>)
        .email(None::<&str>)
        .avatar(None::<&str>)
        .company_id(None::<i64>)
        .company_name(None::<&str>)
        .custom("key", None::<&str>)
        .custom_data(None::<BTreeMap<String, String>>);
    let token = mint(&auth(), &Current(absent));
    assert_eq!(payload_text(&token), r#"{"id":"1","exp":4102444800}"#);

    let empty = Visitor::new(1).name("").email("").avatar("").company_id("").company_name("");
    let token = mint(&auth(), &Current(empty.custom("", "")));
    assert_eq!(
        payload_text(&token),
        r#"{"id":"1","name":"","email":"","avatar":"","companyId":"","companyName":"","customData":{"":""},"exp":4102444800}"#,
    );
}

#[test]
fn what_the_code_leaves_out_is_not_brought_back_by_data() {
    let data = BTreeMap::from([("plan", "free"), ("role", "admin")]);
    let visitor = Visitor::new("1").custom_data(data).custom("role", None::<&str>);
    let payload = payload_text(&mint(&auth(), &Current(visitor)));
    assert_eq!(payload, format!(r#"{{"id":"1","customData":{{"plan":"free"}},"exp":{EXP}}}"#));
}
