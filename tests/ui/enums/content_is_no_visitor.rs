use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Session {
    Guest,
    Member(Member),
}

struct Member;

fn main() {}
