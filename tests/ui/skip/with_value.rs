use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[algomo(skip = true)]
    login: String,
    #[algomo(skip(always))]
    hash: String,
}

fn main() {}
