use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[algomo(company_id = |company| company.id, company_name = |company| &company.name)]
    company: Company,
}

#[derive(AlgomoVisitor)]
struct Row {
    id: i64,
    #[algomo(company_id = |company| Some(company.as_ref()?.id), company_name = |company| Some(&company.as_ref()?.name))]
    org: Option<Company>,
}

struct Company {
    id: i64,
    name: String,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let company = || Company { id: 7, name: "Acme".into() };
    let with_company = r#"{"id":1,"companyId":7,"companyName":"Acme"}"#;
    assert_eq!(json(&User { id: 1, company: company() }), with_company);
    assert_eq!(json(&Row { id: 1, org: Some(company()) }), with_company);
    assert_eq!(json(&Row { id: 1, org: None }), r#"{"id":1}"#);
}
