use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract)]
struct User {
    id: i64,
}

fn main() {}
