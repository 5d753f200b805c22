use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: UserId,
}

struct UserId(i64);

fn main() {}
