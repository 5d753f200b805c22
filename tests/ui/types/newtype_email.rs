use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    email: Email,
}

struct Email(String);

fn main() {}
