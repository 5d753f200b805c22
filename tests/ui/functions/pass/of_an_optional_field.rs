use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[algomo(
        company_id = |company| company.as_ref().map(|company| company.id),
        company_name = |company| Some(&company.as_ref()?.name),
    )]
    company: Option<Company>,
}

struct Company {
    id: u64,
    name: String,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    assert_eq!(json(&User { id: 1, company: None }), r#"{"id":1}"#);
    let company = Some(Company { id: u64::MAX, name: "Acme".into() });
    assert_eq!(
        json(&User { id: 1, company }),
        r#"{"id":1,"companyId":"18446744073709551615","companyName":"Acme"}"#
    );
}
