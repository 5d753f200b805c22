use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[algomo(company_name)]
    name: String,
    #[algomo(name)]
    email: String,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User { id: 1, name: "Acme".into(), email: "Ada".into() };
    assert_eq!(json(&user), r#"{"id":1,"name":"Ada","companyName":"Acme"}"#);
}
