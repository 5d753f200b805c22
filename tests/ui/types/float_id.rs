use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: f64,
}

fn main() {}
