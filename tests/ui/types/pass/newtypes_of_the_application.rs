use algomo_core::AlgomoVisitor;

use std::borrow::Cow;

use algomo_core::{CustomData, CustomDataClaim, IdClaim, IdValue, TextClaim};

struct UserId(u64);

impl IdClaim for UserId {
    fn id_claim(&self) -> IdValue<'_> {
        self.0.id_claim()
    }
}

struct Email(String);

impl TextClaim for Email {
    fn text_claim(&self) -> Option<Cow<'_, str>> {
        self.0.text_claim()
    }
}

struct Traits(Vec<(String, String)>);

impl CustomDataClaim for Traits {
    fn custom_data_claim(&self) -> Option<CustomData<'_>> {
        Some(self.0.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect())
    }
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User {
    id: UserId,
    email: Option<Email>,
    company_id: Option<UserId>,
    custom_data: Traits,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User {
        id: UserId(1),
        email: Some(Email("e".into())),
        company_id: Some(UserId(2)),
        custom_data: Traits(vec![("a".into(), "b".into())]),
    };
    assert_eq!(json(&user), r#"{"id":"1","email":"e","companyId":"2","customData":{"a":"b"}}"#);
}
