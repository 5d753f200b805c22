use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(transparent = yes)]
struct Session(Option<User>);

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
}

fn main() {}
