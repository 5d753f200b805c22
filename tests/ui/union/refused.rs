use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
union User {
    id: i64,
    number: u64,
}

fn main() {}
