use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User {
    id: i64,
    #[algomo(custom("a", "b"))]
    tariff: String,
}

fn main() {}
