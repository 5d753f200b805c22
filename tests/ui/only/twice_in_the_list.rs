use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(only(id, r#id))]
struct User {
    id: i64,
}

fn main() {}
