use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[algomo(company_id = |c| c.id, company_name = |c| &c.name)]
    company: Company,
    #[algomo(name = shorten)]
    login: String,
    #[algomo(email = String::as_str)]
    address: String,
}

struct Company {
    id: i64,
    name: String,
}

fn shorten(login: &String) -> &str {
    &login[..3]
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let company = Company { id: 7, name: "Acme".into() };
    let user = User { id: 1, company, login: "ada.lovelace".into(), address: "a@b.c".into() };
    assert_eq!(
        json(&user),
        r#"{"id":1,"name":"ada","email":"a@b.c","companyId":7,"companyName":"Acme"}"#
    );
}
