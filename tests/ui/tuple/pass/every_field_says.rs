use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User(
    #[algomo(id)] u64,
    #[algomo(name)] String,
    #[algomo(skip)]
    #[allow(dead_code)]
    f64,
);

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct WithCustom(#[algomo(id)] &'static str, #[algomo(custom("plan"))] &'static str);

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    assert_eq!(json(&User(1, "Ada".into(), 0.5)), r#"{"id":1,"name":"Ada"}"#);
    assert_eq!(json(&WithCustom("1", "pro")), r#"{"id":"1","customData":{"plan":"pro"}}"#);
}
