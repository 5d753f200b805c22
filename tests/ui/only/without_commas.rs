use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(only(id name,, email))]
struct User {
    id: i64,
    name: String,
    email: String,
}

fn main() {}
