use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: (i64, i64),
}

fn main() {}
