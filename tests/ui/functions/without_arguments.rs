use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[algomo(name = || "Ada")]
    login: String,
}

fn main() {}
