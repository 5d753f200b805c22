use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    name: String,
    email: Option<String>,
    company_id: Option<u32>,
    company_name: Option<&'static str>,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User {
        id: 1,
        name: "Ada".into(),
        email: None,
        company_id: Some(7),
        company_name: Some(""),
    };
    assert_eq!(json(&user), r#"{"id":1,"name":"Ada","companyId":7,"companyName":""}"#);
}
