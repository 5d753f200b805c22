use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(only(id), name = Self::full_name)]
struct User {
    id: i64,
    first: String,
    last: String,
}

impl User {
    fn full_name(&self) -> String {
        format!("{} {}", self.first, self.last)
    }
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User { id: 1, first: "Ada".into(), last: "Lovelace".into() };
    assert_eq!(json(&user), r#"{"id":1,"name":"Ada Lovelace"}"#);
}
