use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(transparent, contract = "auth-token", only(user), name = |s| "x")]
struct Session {
    #[algomo(id)]
    user: User,
}

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
}

fn main() {}
