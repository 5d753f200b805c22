use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: bool,
}

fn main() {}
