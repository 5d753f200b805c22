use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[algomo(name = Self::)]
    login: String,
}

fn main() {}
