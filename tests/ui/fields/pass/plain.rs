use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    name: String,
}

fn main() {
    let user = User { id: 1, name: String::new() };
    assert!(user.visitor().is_some());
}
