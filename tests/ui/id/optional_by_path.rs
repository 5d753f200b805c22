use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    #[algomo(id)]
    key: std::option::Option<String>,
}

fn main() {}
