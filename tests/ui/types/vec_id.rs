use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: Vec<u8>,
}

fn main() {}
