use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    name: Option<FullName>,
}

struct FullName;

fn main() {}
