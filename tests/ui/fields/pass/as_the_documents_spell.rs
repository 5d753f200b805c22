use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[allow(non_snake_case)]
struct User {
    id: i64,
    companyId: i64,
    #[algomo(companyName)]
    employer: String,
}

#[derive(AlgomoVisitor)]
struct Misspelt {
    id: i64,
    #[algomo(companyNamy)]
    employer: String,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User { id: 1, companyId: 2, employer: "Acme".into() };
    assert_eq!(json(&user), r#"{"id":1,"companyId":2,"companyName":"Acme"}"#);
    let user = Misspelt { id: 1, employer: "Acme".into() };
    assert_eq!(json(&user), r#"{"id":1,"companyNamy":"Acme"}"#);
}
