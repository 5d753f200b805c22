use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    name: String,
}

fn main() {}
