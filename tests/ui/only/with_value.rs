use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(only = id)]
struct User {
    id: i64,
}

fn main() {}
