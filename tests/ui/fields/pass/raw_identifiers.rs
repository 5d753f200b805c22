use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User {
    r#id: i64,
    #[algomo(name)]
    r#type: String,
    #[algomo(custom)]
    r#match: String,
    #[algomo(skip)]
    #[allow(dead_code)]
    r#fn: String,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User { id: 1, r#type: "Ada".into(), r#match: "x".into(), r#fn: String::new() };
    assert_eq!(json(&user), r#"{"id":"1","name":"Ada","customData":{"match":"x"}}"#);
}
