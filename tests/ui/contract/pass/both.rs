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
struct Unsaid {
    id: u8,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    use algomo_core::Contract;
    assert_eq!(<First as AlgomoVisitor>::CONTRACT, Contract::VisitorToken);
    assert_eq!(<Second as AlgomoVisitor>::CONTRACT, Contract::AuthToken);
    assert_eq!(<Unsaid as AlgomoVisitor>::CONTRACT, Contract::VisitorToken);
    assert_eq!(json(&First { id: 1 }), json(&Unsaid { id: 1 }));
    let second = Second { id: 1, avatar: Some("a".into()), custom_data: Default::default() };
    assert_eq!(json(&second), r#"{"id":1,"avatar":"a","customData":{}}"#);
}
