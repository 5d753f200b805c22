use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(only(id, emial))]
struct User {
    id: i64,
    email: String,
    hash: String,
}

fn main() {}
