use algomo_core::AlgomoVisitor;

trait Model {
    type Id;
}

struct Users;

impl Model for Users {
    type Id = u64;
}

#[derive(AlgomoVisitor)]
struct Row<M: Model> {
    id: M::Id,
    email: Option<<M as Model>::Id>,
}

impl Model for String {
    type Id = String;
}

#[derive(AlgomoVisitor)]
struct Just<M: Model> {
    id: M::Id,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    assert_eq!(json(&Row::<String> { id: "1".into(), email: None }), r#"{"id":"1"}"#);
    assert_eq!(json(&Just::<Users> { id: 1 }), r#"{"id":1}"#);
}
