use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Session {
    Guest,
    Member(i64, String),
}

fn main() {}
