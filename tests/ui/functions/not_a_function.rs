use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[algomo(name = (1 + 2))]
    login: String,
}

fn main() {}
