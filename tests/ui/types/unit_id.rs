use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: (),
}

fn main() {}
