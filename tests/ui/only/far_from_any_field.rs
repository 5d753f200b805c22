use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(only(id, telephone))]
struct User {
    id: i64,
    email: String,
}

fn main() {}
