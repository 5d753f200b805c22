use algomo_core::AlgomoVisitor;

#[derive(Clone, Debug, Default, PartialEq, AlgomoVisitor, serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct User {
    /// The key.
    id: i64,
    #[serde(rename = "fullName")]
    name: String,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    assert_eq!(json(&User::default()), r#"{"id":0,"name":""}"#);
}
