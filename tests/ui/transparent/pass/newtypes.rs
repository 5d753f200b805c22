use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Partner {
    id: i64,
}

#[derive(AlgomoVisitor)]
#[algomo(transparent)]
struct CurrentUser(Option<User>);

#[derive(AlgomoVisitor)]
#[algomo(transparent)]
struct Extension<T> {
    inner: std::sync::Arc<T>,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    use algomo_core::{Contract, Visitor};

    assert_eq!(json(&CurrentUser(None)), "null");
    let current = CurrentUser(Some(User { id: 1 }));
    assert_eq!(current.visitor(), Some(Visitor::new(1)));
    let partner = Extension { inner: Partner { id: 2 }.into() };
    assert_eq!(partner.visitor(), Some(Visitor::new(2).contract(Contract::AuthToken)));
    assert_eq!(json(&partner), r#"{"id":"2"}"#);
}
