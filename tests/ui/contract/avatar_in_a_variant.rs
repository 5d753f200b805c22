use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Member {
    id: i64,
    avatar: String,
}

#[derive(AlgomoVisitor)]
enum Session {
    Member(Member),
    Bot { id: i64, avatar: String },
}

fn main() {}
