use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    #[algomo(id = |key| key.checked_add(1))]
    key: i64,
}

fn main() {}
