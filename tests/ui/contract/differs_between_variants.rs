use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct Member {
    id: i64,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Partner {
    id: i64,
}

#[derive(AlgomoVisitor)]
enum Session {
    Member(Member),
    Partner(Partner),
}

fn main() {}
