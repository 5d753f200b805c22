use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[algomo(name)]
    #[algomo(skip)]
    #[algomo(bogus)]
    login: String,
}

fn main() {}
