use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(crate)]
struct User {
    id: i64,
}

fn main() {}
