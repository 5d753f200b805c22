use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    name: Result<String, ()>,
}

fn main() {}
