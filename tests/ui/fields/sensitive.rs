use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    password_hash: String,
    api_token: String,
    ssn: String,
}

fn main() {}
