use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = AuthToken)]
struct User {
    id: i64,
}

fn main() {}
