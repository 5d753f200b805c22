use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    #[algomo(skip)]
    id: i64,
    name: String,
}

fn main() {}
