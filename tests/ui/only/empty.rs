use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(only())]
struct User {
    id: i64,
}

fn main() {}
