use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[algomo(name = |size| size * 2)]
    shoe_size: u8,
}

fn main() {}
