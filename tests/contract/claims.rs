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
