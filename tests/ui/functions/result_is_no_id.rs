use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    #[algomo(id = |key| *key as f64)]
    key: i64,
}

fn main() {}
