use algomo_core::AlgomoVisitor;
use uuid::Uuid;

#[derive(AlgomoVisitor)]
struct User {
    #[algomo(id = |id| id.to_string())]
    id: Uuid,
    #[algomo(company_id = |id| id.to_string())]
    company_id: Uuid,
}

#[derive(AlgomoVisitor)]
struct Session {
    #[algomo(id = |id| id.as_ref().map(ToString::to_string), optional)]
    user: Option<Uuid>,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let (max, one) = (Uuid::max(), Uuid::from_u128(1));
    let of_max = r#"{"id":"ffffffff-ffff-ffff-ffff-ffffffffffff"}"#;
    assert_eq!(
        json(&User { id: max, company_id: one }),
        of_max.replace("}", r#","companyId":"00000000-0000-0000-0000-000000000001"}"#),
    );
    assert_eq!(json(&Session { user: Some(max) }), of_max);
    assert_eq!(json(&Session { user: None }), "null");
}
