use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    user_id: i64,
    name: String,
}

fn main() {}
