use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User {
    id: u8,
}

#[derive(AlgomoVisitor)]
enum Inherited {
    Guest,
    Member(User),
    Maybe(Option<User>),
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
enum Said {
    Member(User),
    Bot { id: u8, avatar: String },
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    use algomo_core::Contract;
    assert_eq!(<Inherited as AlgomoVisitor>::CONTRACT, Contract::AuthToken);
    assert_eq!(<Said as AlgomoVisitor>::CONTRACT, Contract::AuthToken);
    assert_eq!(json(&Inherited::Guest), "null");
    assert_eq!(json(&Inherited::Member(User { id: 1 })), r#"{"id":1}"#);
    assert_eq!(json(&Inherited::Maybe(None)), "null");
    assert_eq!(json(&Said::Member(User { id: 1 })), r#"{"id":1}"#);
    assert_eq!(json(&Said::Bot { id: 1, avatar: "a".into() }), r#"{"id":1,"avatar":"a"}"#);
}
