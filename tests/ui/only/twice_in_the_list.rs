use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(only(id, id))]
struct User {
    id: i64,
}

fn main() {}
