use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User(Inner);

#[derive(AlgomoVisitor)]
struct Inner {
    id: i64,
}

fn main() {}
