use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    ip: String,
    game: String,
    nmae: String,
    user_id: i64,
}

fn main() {}
