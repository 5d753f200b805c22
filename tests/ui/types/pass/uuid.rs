use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: uuid::Uuid,
    company_id: Option<uuid::Uuid>,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User { id: uuid::Uuid::nil(), company_id: Some(uuid::Uuid::max()) };
    assert_eq!(
        json(&user),
        concat!(
            r#"{"id":"00000000-0000-0000-0000-000000000000","#,
            r#""companyId":"ffffffff-ffff-ffff-ffff-ffffffffffff"}"#,
        ),
    );
}
