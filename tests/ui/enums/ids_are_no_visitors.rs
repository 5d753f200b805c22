use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Session {
    Guest,
    Member(i64),
    Partner(String),
    Bot(Box<u64>),
}

#[derive(AlgomoVisitor)]
#[algomo(transparent)]
struct UserId(u64);

fn token(_: impl AlgomoVisitor) {}

fn main() {
    token(5);
}
