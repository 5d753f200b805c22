#![deny(warnings)]

use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[deprecated = "use the profile"]
    name: String,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    #[allow(deprecated)]
    let user = User { id: 1, name: "Ada".into() };
    assert_eq!(json(&user), r#"{"id":1,"name":"Ada"}"#);
}
