use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
enum Session {
    Guest,
    Member(User),
}

struct User;

fn main() {}
