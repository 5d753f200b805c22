use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(company-name = |_| "Acme")]
struct User {
    id: i64,
    #[algomo(company-id)]
    company: i64,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Row {
    #[algomo(user-id)]
    user: i64,
    #[algomo(skip-serializing)]
    hash: String,
    #[algomo(custom-data = |_| None::<std::collections::BTreeMap<String, String>>)]
    plan: String,
}

fn main() {}
