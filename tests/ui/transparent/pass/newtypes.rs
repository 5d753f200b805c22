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
    use algomo_core::Contract;
    assert_eq!(json(&CurrentUser(None)), "null");
    assert_eq!(json(&CurrentUser(Some(User { id: 1 }))), r#"{"id":1}"#);
    assert_eq!(json(&Extension { inner: Partner { id: 2 }.into() }), r#"{"id":2}"#);
    assert_eq!(<CurrentUser as AlgomoVisitor>::CONTRACT, Contract::VisitorToken);
    assert_eq!(<Extension<Partner> as AlgomoVisitor>::CONTRACT, Contract::AuthToken);
}
