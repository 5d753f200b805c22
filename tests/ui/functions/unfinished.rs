use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[algomo(name = |login|)]
    login: String,
}

fn main() {}
