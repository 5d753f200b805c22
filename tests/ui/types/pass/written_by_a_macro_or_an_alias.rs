#![allow(unused_parens)]

use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: Key,
    name: text!(),
    email: (String),
}

type Key = i64;

#[macro_export]
macro_rules! text {
    () => {
        Option<String>
    };
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User { id: 1, name: None, email: "e".into() };
    assert_eq!(json(&user), r#"{"id":1,"email":"e"}"#);
}
