use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(only(id, name))]
struct User {
    id: i64,
    #[algomo(skip)]
    name: String,
}

fn main() {}
