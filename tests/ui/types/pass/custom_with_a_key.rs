use algomo_core::AlgomoVisitor;

// Each function as the message advises it.
#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Row(#[algomo(id)] i64, #[algomo(custom("seats") = |value| value.to_string())] u8);

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User {
    id: i64,
    #[algomo(custom("seats") = |value| value.as_ref().map(ToString::to_string))]
    number_of_seats: Option<u8>,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    assert_eq!(json(&Row(1, 5)), r#"{"id":"1","customData":{"seats":"5"}}"#);
    let user = |number_of_seats| User { id: 2, number_of_seats };
    assert_eq!(json(&user(Some(6))), r#"{"id":"2","customData":{"seats":"6"}}"#);
    assert_eq!(json(&user(None)), r#"{"id":"2"}"#);
}
