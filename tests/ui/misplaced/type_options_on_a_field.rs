use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    #[algomo(contract = "auth-token")]
    id: i64,
    #[algomo(only(id))]
    name: String,
    #[algomo(transparent)]
    email: String,
    #[algomo(crate = algomo_core)]
    company_name: String,
}

fn main() {}
