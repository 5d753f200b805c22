use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User {
    id: i64,
    #[algomo(custom(""))]
    tariff: String,
}

fn main() {}
