use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
#[algomo(custom("kind") = |_| "person",)]
struct User {
    id: i64,
    #[algomo(name)]
    #[algomo(custom("login"))]
    login: String,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User { id: 1, login: "ada".into() };
    assert_eq!(
        json(&user),
        r#"{"id":"1","name":"ada","customData":{"kind":"person","login":"ada"}}"#
    );
}
