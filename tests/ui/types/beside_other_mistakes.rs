use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: f64,
    shoe_size: u8,
    email: Option<u8>,
}

fn main() {}
