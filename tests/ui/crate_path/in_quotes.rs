use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(crate = "algomo_core")]
struct User {
    id: i64,
}

fn main() {}
