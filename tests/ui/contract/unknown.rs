use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "authToken")]
struct User {
    id: i64,
}

fn main() {}
