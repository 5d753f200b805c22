use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    #[algomo(email, id)]
    login: String,
    #[algomo(name)]
    display_name: String,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User { login: "a@b.c".into(), display_name: "Ada".into() };
    assert_eq!(json(&user), r#"{"id":"a@b.c","name":"Ada","email":"a@b.c"}"#);
}
