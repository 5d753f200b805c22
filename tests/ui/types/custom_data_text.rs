use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User {
    id: i64,
    custom_data: String,
}

fn main() {}
