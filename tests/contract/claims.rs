//! Types of an application's own as claims, and when two ids are the same.

use std::borrow::Cow;
use std::collections::BTreeMap;

use algomo_core::{
    AlgomoVisitor, Contract, CustomData, CustomDataClaim, IdClaim, IdValue, TextClaim, Visitor,
};
use uuid::Uuid;

use crate::support::{auth, mint, payload_text};

#[derive(Clone, Copy)]
struct UserId(u64);

impl IdClaim for UserId {
    fn id_claim(&self) -> IdValue<'_> {
        self.0.id_claim()
    }
}

#[derive(Clone)]
struct TenantId(String);

impl IdClaim for TenantId {
    fn id_claim(&self) -> IdValue<'_> {
        self.0.id_claim()
    }
}

/// An address that is kept out of the token until it is confirmed.
#[derive(Clone)]
struct Email {
    address: String,
    is_confirmed: bool,
}

impl TextClaim for Email {
    fn text_claim(&self) -> Option<Cow<'_, str>> {
        self.is_confirmed.then(|| self.address.as_str().into())
    }
}

#[derive(Clone)]
struct Plan {
    name: &'static str,
    seats: u32,
}

impl CustomDataClaim for Plan {
    fn custom_data_claim(&self) -> Option<CustomData<'_>> {
        let entries = [("plan", self.name.to_owned()), ("seats", self.seats.to_string())];
        Some(CustomData::from_iter(entries))
    }
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Member {
    id: UserId,
    email: Email,
    company_id: Option<TenantId>,
    custom_data: Option<Plan>,
}

#[test]
fn types_of_the_application_are_claims_derived_and_built() {
    for (number, is_confirmed, tenant) in [(1, true, Some("acme")), (2, false, None)] {
        let member = Member {
            id: UserId(number),
            email: Email { address: "ada@example.com".into(), is_confirmed },
            company_id: tenant.map(|tenant| TenantId(tenant.into())),
            custom_data: is_confirmed.then_some(Plan { name: "pro", seats: 7 }),
        };
        let borrowed = Visitor::new(member.id)
            .email(&member.email)
            .company_id(&member.company_id)
            .custom_data(&member.custom_data)
            .contract(Contract::AuthToken);
        let owned = Visitor::new(member.id)
            .email(member.email.clone())
            .company_id(member.company_id.clone())
            .custom_data(member.custom_data.clone())
            .contract(Contract::AuthToken);
        let expected = if is_confirmed {
            r#"{"id":"1","email":"ada@example.com","companyId":"acme","customData":{"plan":"pro","seats":"7"},"exp":4102444800}"#
        } else {
            r#"{"id":"2","exp":4102444800}"#
        };
        for user in [&member as &dyn AlgomoVisitor, &borrowed, &owned] {
            assert_eq!(payload_text(&mint(&auth(), user)), expected);
        }
    }
}

#[test]
fn values_of_a_map_may_be_any_text_and_absent_ones_are_left_out() {
    let address = |is_confirmed| Email { address: "a@example.com".into(), is_confirmed };
    let entries = BTreeMap::from([("b", address(true)), ("a", address(false))]);
    let optional = BTreeMap::from([("b", Some("1")), ("a", None)]);
    for (visitor, expected) in [
        (Visitor::new(1).custom_data(&entries), r#"{"b":"a@example.com"}"#),
        (Visitor::new(1).custom_data(optional), r#"{"b":"1"}"#),
        (Visitor::new(1).custom("x", address(true)).custom("x", address(false)), "{}"),
    ] {
        let token = mint(&auth(), &visitor.contract(Contract::AuthToken));
        let expected = format!(r#"{{"id":"1","customData":{expected},"exp":4102444800}}"#);
        assert_eq!(payload_text(&token), expected);
    }
}

/// 200 entries with 10 keys, because a sort keeps the order of a short list by chance. The value is the entry's number.
fn many_entries() -> impl Iterator<Item = (usize, String, String)> {
    (0..200).map(|number| (number, format!("key {}", number * 7 % 19 % 10), number.to_string()))
}

/// The text of a token with this custom data.
fn payload_with(data: impl CustomDataClaim) -> String {
    payload_text(&mint(&auth(), &Visitor::new(1).custom_data(data).contract(Contract::AuthToken)))
}

/// The same text for entries that are sent as they are.
fn expected_payload<'a>(entries: impl IntoIterator<Item = (&'a String, &'a String)>) -> String {
    let entries = entries.into_iter().map(|(key, value)| format!(r#""{key}":"{value}""#));
    let entries = entries.collect::<Vec<_>>().join(",");
    format!(r#"{{"id":"1","customData":{{{entries}}},"exp":4102444800}}"#)
}

#[test]
fn of_many_entries_with_the_same_key_the_last_one_counts_at_the_place_of_the_first() {
    let mut expected: Vec<(String, String)> = Vec::new();
    for (_, key, value) in many_entries() {
        match expected.iter_mut().find(|(known, _)| *known == key) {
            Some((_, old)) => *old = value,
            None => expected.push((key, value)),
        }
    }
    assert_eq!(expected.len(), 10);
    let data = many_entries().map(|(_, key, value)| (key, value)).collect::<CustomData<'_>>();
    let expected = expected_payload(expected.iter().map(|(key, value)| (key, value)));
    assert_eq!(payload_with(data), expected);
}

/// A key of the application's own: two of them can differ and still be the same text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct NumberedKey {
    number: usize,
    text: String,
}

impl AsRef<str> for NumberedKey {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

#[test]
fn of_many_keys_of_a_map_with_the_same_text_the_first_one_counts() {
    let mut expected: BTreeMap<String, String> = BTreeMap::new();
    for (_, text, value) in many_entries() {
        expected.entry(text).or_insert(value);
    }
    assert_eq!(expected.len(), 10);
    let map = many_entries().map(|(number, text, value)| (NumberedKey { number, text }, value));
    let map: BTreeMap<_, _> = map.collect();
    assert_eq!(map.len(), 200);
    assert_eq!(payload_with(&map), expected_payload(&expected));
    assert_eq!(payload_with(map), expected_payload(&expected));
}

#[test]
fn ids_are_equal_if_every_contract_sends_them_alike() {
    let uuid = Uuid::from_u128(0x1234_5678);
    let equal = [
        (1_u8.id_claim(), 1_i128.into_id_claim()),
        ("1".id_claim(), String::from("1").into_id_claim()),
        // Beyond 2^53 - 1 a number is sent as text.
        ((1_u64 << 53).id_claim(), "9007199254740992".id_claim()),
        (u128::MAX.into_id_claim(), "340282366920938463463374607431768211455".id_claim()),
        (i64::MIN.id_claim(), i128::from(i64::MIN).into_id_claim()),
        (uuid.id_claim(), uuid.to_string().into_id_claim()),
    ];
    for (one, other) in equal {
        assert!(one == other, "{one} {other}");
        assert_eq!(one.to_string(), other.to_string());
        assert!(one.clone().into_owned() == other.id_claim());
    }
    let different = [
        (1.id_claim(), "1".id_claim()),
        (1.id_claim(), 2.id_claim()),
        ("1".id_claim(), "01".id_claim()),
        (((1_u64 << 53) - 1).id_claim(), "9007199254740991".id_claim()),
        (uuid.id_claim(), Uuid::from_u128(0x1234_5679).into_id_claim()),
        ("a".id_claim(), "A".id_claim()),
    ];
    for (one, other) in different {
        assert!(one != other, "{one} {other}");
    }
}
