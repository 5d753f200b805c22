use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[allow(non_snake_case)]
struct User {
    id: i64,
    Name: String,
}

fn main() {}
