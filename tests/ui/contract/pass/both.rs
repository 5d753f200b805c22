use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "visitor-token")]
struct First {
    id: u8,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Second {
    id: u8,
    avatar: Option<String>,
    custom_data: std::collections::BTreeMap<String, String>,
}

#[derive(AlgomoVisitor)]
struct Undeclared {
    id: u8,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    use algomo_core::{Contract, Visitor};

    // A number in visitor-token, text in auth-token.
    let first = First { id: 1 };
    assert_eq!(json(&first), r#"{"id":1}"#);
    assert_eq!(first.visitor(), Some(Visitor::new(1).contract(Contract::VisitorToken)));
    let second = Second { id: 1, avatar: Some("a".into()), custom_data: Default::default() };
    assert_eq!(json(&second), r#"{"id":"1","avatar":"a","customData":{}}"#);
    let undeclared = Undeclared { id: 1 };
    assert_eq!(json(&undeclared), r#"{"id":1}"#);
    assert_eq!(undeclared.visitor(), Some(Visitor::new(1)));
    assert_ne!(undeclared.visitor(), first.visitor());
}
