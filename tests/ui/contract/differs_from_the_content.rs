use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct Member {
    id: i64,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
enum Session {
    Guest,
    Member(Member),
}

fn main() {}
