use algomo_core::AlgomoVisitor;

use std::collections::{BTreeMap, HashMap};

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User {
    id: i64,
    #[algomo(custom)]
    plan: String,
    #[algomo(custom)]
    role: Option<String>,
    custom_data: BTreeMap<String, Option<String>>,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Other<'a> {
    id: i64,
    #[algomo(custom_data)]
    traits: Option<&'a HashMap<&'static str, &'static str>>,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct FromAFunction {
    id: i64,
    #[algomo(custom_data = |seats| BTreeMap::from([("seats", seats.to_string())]))]
    seats: u8,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let custom_data =
        [("plan", Some("free")), ("role", Some("admin")), ("city", Some("Rome")), ("none", None)];
    let custom_data =
        custom_data.map(|(key, value)| (key.to_owned(), value.map(str::to_owned))).into();
    let user = User { id: 1, plan: "pro".into(), role: None, custom_data };
    assert_eq!(json(&user), r#"{"id":"1","customData":{"city":"Rome","plan":"pro"}}"#);
    let traits = HashMap::from([("b", "2"), ("a", "1")]);
    assert_eq!(
        json(&Other { id: 1, traits: Some(&traits) }),
        r#"{"id":"1","customData":{"a":"1","b":"2"}}"#
    );
    assert_eq!(json(&Other { id: 1, traits: None }), r#"{"id":"1"}"#);
    assert_eq!(json(&FromAFunction { id: 1, seats: 2 }), r#"{"id":"1","customData":{"seats":"2"}}"#);
}
