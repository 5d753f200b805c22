use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(only(id, shoe_size))]
struct User {
    id: i64,
    shoe_size: u8,
    hash: String,
}

fn main() {}
