use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    avatar: String,
    picture: String,
}

fn main() {}
