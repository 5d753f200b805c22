use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[allow(dead_code)]
struct User {
    id: i64,
    #[algomo(skip)]
    password_hash: String,
    #[algomo(skip)]
    name: fn(f64) -> f64,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User { id: 1, password_hash: String::new(), name: |x| x };
    assert_eq!(json(&user), r#"{"id":1}"#);
}
