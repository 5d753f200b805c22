use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User {
    id: i64,
    companyNamy: String,
    compnay_id: i64,
}

fn main() {}
