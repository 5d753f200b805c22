use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(transparent)]
struct Session {
    user: User,
    started: u64,
}

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
}

fn main() {}
