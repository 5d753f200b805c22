use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Session {
    #[algomo(only(id))]
    Member { id: i64, cookie: String },
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let session = Session::Member { id: 1, cookie: "c".into() };
    let Session::Member { cookie, .. } = &session;
    assert_eq!(cookie, "c");
    assert_eq!(json(&session), r#"{"id":1}"#);
}
