use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    name: String,
    #[algomo(name)]
    display_name: String,
}

fn main() {}
