use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User {
    id: i64,
    emial: String,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
enum Session {
    Guest,
    Member(User),
}

fn greet(session: &Session) -> bool {
    session.visitor().is_some()
}

fn main() {}
