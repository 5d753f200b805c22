use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[cfg(all())]
    name: String,
    #[cfg(any())]
    not_there: f64,
    #[cfg_attr(all(), algomo(email))]
    mail: String,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User { id: 1, name: "Ada".into(), mail: "m".into() };
    assert_eq!(json(&user), r#"{"id":1,"name":"Ada","email":"m"}"#);
}
