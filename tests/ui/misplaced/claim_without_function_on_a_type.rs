use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(name)]
struct User {
    id: i64,
}

fn main() {}
