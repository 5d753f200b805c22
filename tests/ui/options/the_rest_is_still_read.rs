use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[algomo(nonsense, name, 5, email = "x", skip(1))]
    login: String,
}

fn main() {}
