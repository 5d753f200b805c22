use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token", custom = |user| "x")]
struct User {
    id: i64,
}

fn main() {}
