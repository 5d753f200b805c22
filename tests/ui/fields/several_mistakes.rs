use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: f64,
    emial: String,
    #[algomo(nmae)]
    title: String,
    #[algomo(avatar)]
    picture: String,
    shoe_size: u8,
}

fn main() {}
