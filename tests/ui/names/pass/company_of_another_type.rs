use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[algomo(company_id = |company| &company.id, company_name = |company| &company.name)]
    company: Company,
}

#[derive(AlgomoVisitor)]
struct Row {
    id: i64,
    #[algomo(company_id = |company| Some(&company.as_ref()?.id), company_name = |company| Some(&company.as_ref()?.name))]
    org: Option<Company>,
}

#[derive(AlgomoVisitor)]
struct Small {
    id: i64,
    #[algomo(company_name = |name| name.to_string())]
    company: smol_str::SmolStr,
}

// The same functions fit ids of every kind.
#[derive(AlgomoVisitor)]
struct Employee {
    id: i64,
    #[algomo(company_id = |company| &company.id, company_name = |company| &company.name)]
    company: Tenant,
}

#[derive(AlgomoVisitor)]
struct Freelancer {
    id: i64,
    #[algomo(company_id = |company| Some(&company.as_ref()?.id), company_name = |company| Some(&company.as_ref()?.name))]
    company: Option<Tenant>,
}

#[derive(AlgomoVisitor)]
struct Founder {
    id: i64,
    #[algomo(company_id = |company| &company.id, company_name = |company| &company.name)]
    company: Startup,
}

struct Tenant {
    id: String,
    name: String,
}

struct Startup {
    id: Option<i64>,
    name: Option<String>,
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
    let small = Small { id: 2, company: "Acme".into() };
    assert_eq!(json(&small), r#"{"id":2,"companyName":"Acme"}"#);
    let tenant = || Tenant { id: "t".into(), name: "Tyrell".into() };
    let with_tenant = r#"{"id":3,"companyId":"t","companyName":"Tyrell"}"#;
    assert_eq!(json(&Employee { id: 3, company: tenant() }), with_tenant);
    assert_eq!(json(&Freelancer { id: 3, company: Some(tenant()) }), with_tenant);
    assert_eq!(json(&Freelancer { id: 3, company: None }), r#"{"id":3}"#);
    let founder = |id| Founder { id: 4, company: Startup { id, name: None } };
    assert_eq!(json(&founder(Some(5))), r#"{"id":4,"companyId":5}"#);
    assert_eq!(json(&founder(None)), r#"{"id":4}"#);
}
