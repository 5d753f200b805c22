use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: Option<i64>,
    name: String,
}

fn main() {}
