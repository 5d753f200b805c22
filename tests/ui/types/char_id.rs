use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: char,
}

fn main() {}
