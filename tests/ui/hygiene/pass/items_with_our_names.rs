use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Session {
    Member(User),
    Partner(User),
    Bot { id: u8 },
}

#[derive(AlgomoVisitor)]
struct User {
    id: u8,
}

#[allow(non_upper_case_globals)]
pub static contract: u8 = 1;
#[allow(non_upper_case_globals)]
pub const content: u8 = 2;
#[allow(non_upper_case_globals)]
pub const id: u8 = 3;
#[allow(non_upper_case_globals)]
pub const visitor: u8 = 4;

// A module that is named like the compiler's attributes, or like a claim.
pub mod diagnostic {}
pub mod name {}

#[derive(AlgomoVisitor)]
struct WithAName {
    id: u8,
    name: String,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    assert_eq!(json(&Session::Member(User { id: 1 })), r#"{"id":1}"#);
    assert_eq!(json(&Session::Partner(User { id: 1 })), r#"{"id":1}"#);
    assert_eq!(json(&WithAName { id: 2, name: "n".into() }), r#"{"id":2,"name":"n"}"#);
    assert_eq!(json(&Session::Bot { id: 1 }), r#"{"id":1}"#);
}
