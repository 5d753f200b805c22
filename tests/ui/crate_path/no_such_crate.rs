use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(crate = not_here)]
struct User {
    id: i64,
}

fn main() {}
