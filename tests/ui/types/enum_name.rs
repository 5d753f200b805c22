use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    name: Title,
}

enum Title {
    Doctor,
}

fn main() {}
