use algomo_core::{AlgomoVisitor, Visitor};

// As the message advises for types that are not visitors.
#[derive(AlgomoVisitor)]
enum Session {
    Guest,
    Member(#[algomo(id)] i64),
    Partner(#[algomo(id)] String),
}

#[derive(AlgomoVisitor)]
struct UserId(#[algomo(id)] u64);

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    assert_eq!(json(&Session::Guest), "null");
    assert_eq!(json(&Session::Member(1)), r#"{"id":1}"#);
    assert_eq!(json(&Session::Partner("p".into())), r#"{"id":"p"}"#);
    assert_eq!(json(&UserId(2)), r#"{"id":2}"#);
    assert_eq!(json(&Visitor::new(3)), r#"{"id":3}"#);
}
