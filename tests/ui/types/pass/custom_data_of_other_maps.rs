use std::collections::{BTreeMap, HashMap};

use algomo_core::AlgomoVisitor;

// Each function as the message advises it.
#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Optional {
    id: i64,
    #[algomo(custom_data = |map| map.as_ref().map(|map| map.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect::<algomo_core::CustomData<'_>>()))]
    custom_data: Option<HashMap<String, i32>>,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Small {
    id: i64,
    #[algomo(custom_data = |map| map.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect::<algomo_core::CustomData<'_>>())]
    custom_data: HashMap<smol_str::SmolStr, i32>,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Numbered {
    id: i64,
    #[algomo(custom_data = |map| map.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect::<algomo_core::CustomData<'_>>())]
    custom_data: BTreeMap<u8, &'static str>,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let optional = |custom_data| Optional { id: 1, custom_data };
    assert_eq!(json(&optional(Some([("seats".to_owned(), 5)].into()))), r#"{"id":"1","customData":{"seats":"5"}}"#);
    assert_eq!(json(&optional(None)), r#"{"id":"1"}"#);
    let small = Small { id: 2, custom_data: [("seats".into(), 6)].into() };
    assert_eq!(json(&small), r#"{"id":"2","customData":{"seats":"6"}}"#);
    let numbered = Numbered { id: 3, custom_data: [(1, "one"), (2, "two")].into() };
    assert_eq!(json(&numbered), r#"{"id":"3","customData":{"1":"one","2":"two"}}"#);
}
