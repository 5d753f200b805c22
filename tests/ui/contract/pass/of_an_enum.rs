use std::sync::Arc;

use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct ForAuthToken {
    id: u8,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "visitor-token")]
struct ForVisitorToken {
    id: u8,
}

#[derive(AlgomoVisitor)]
struct Undeclared {
    id: u8,
}

#[derive(AlgomoVisitor)]
enum Silent {
    Guest,
    Auth(ForAuthToken),
    Visitor(Option<ForVisitorToken>),
    Undeclared(Box<Undeclared>),
    Bot { id: u8 },
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
enum Declared {
    Guest,
    Auth(ForAuthToken),
    Visitor(Option<ForVisitorToken>),
    Undeclared(Arc<Undeclared>),
    Recursive(Box<Declared>),
    Bot { id: u8, avatar: String },
}

#[derive(AlgomoVisitor)]
#[algomo(transparent)]
struct Current<V>(V);

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    use algomo_core::{Contract, Visitor};

    // Without a contract of the enum, each variant has what its content declares.
    assert_eq!(json(&Silent::Guest), "null");
    assert_eq!(json(&Silent::Auth(ForAuthToken { id: 1 })), r#"{"id":"1"}"#);
    assert_eq!(json(&Silent::Visitor(Some(ForVisitorToken { id: 2 }))), r#"{"id":2}"#);
    let undeclared = Silent::Undeclared(Undeclared { id: 3 }.into());
    assert_eq!(undeclared.visitor(), Some(Visitor::new(3)));
    assert_eq!(Silent::Bot { id: 4 }.visitor(), Some(Visitor::new(4)));

    // The enum's holds for its own fields, and for content that declares none.
    assert_eq!(json(&Declared::Guest), "null");
    assert_eq!(json(&Declared::Auth(ForAuthToken { id: 1 })), r#"{"id":"1"}"#);
    let declared = Declared::Visitor(Some(ForVisitorToken { id: 2 }));
    assert_eq!(declared.visitor(), Some(Visitor::new(2).contract(Contract::VisitorToken)));
    assert_eq!(json(&Declared::Visitor(None)), "null");
    let undeclared = Declared::Undeclared(Undeclared { id: 3 }.into());
    assert_eq!(undeclared.visitor(), Some(Visitor::new(3).contract(Contract::AuthToken)));
    assert_eq!(json(&Declared::Recursive(undeclared.into())), r#"{"id":"3"}"#);
    let bot = Declared::Bot { id: 4, avatar: "a".into() };
    assert_eq!(json(&bot), r#"{"id":"4","avatar":"a"}"#);
    assert_eq!(json(&Some(&Current(bot))), r#"{"id":"4","avatar":"a"}"#);
}
