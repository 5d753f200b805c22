use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(name = Self::age)]
struct User {
    id: i64,
}

impl User {
    fn age(&self) -> u8 {
        42
    }
}

fn main() {}
