use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(only(email))]
struct User {
    id: i64,
    email: String,
}

fn main() {}
