use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token", custom("kind") = |_| "person")]
struct User {
    id: i64,
    #[algomo(custom)]
    plan: String,
    #[algomo(custom("seats") = |seats| seats.to_string())]
    number_of_seats: u8,
    #[algomo(custom)]
    referrer: Option<String>,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User { id: 1, plan: "pro".into(), number_of_seats: 3, referrer: None };
    assert_eq!(json(&user), r#"{"id":"1","customData":{"kind":"person","plan":"pro","seats":"3"}}"#);
}
