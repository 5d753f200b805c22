use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(only(id, email, login))]
struct User {
    id: i64,
    email: Option<String>,
    #[algomo(name)]
    login: String,
    company_name: String,
    password_hash: String,
    last_seen: std::time::SystemTime,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User {
        id: 1,
        email: None,
        login: "ada".into(),
        company_name: "secret".into(),
        password_hash: "secret".into(),
        last_seen: std::time::SystemTime::now(),
    };
    let _ = (&user.company_name, &user.password_hash, &user.last_seen);
    assert_eq!(json(&user), r#"{"id":1,"name":"ada"}"#);
}
