use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    #[algomo(idd)]
    key: i64,
    #[algomo(nmae)]
    login: String,
    #[algomo(skp)]
    hash: String,
}

fn main() {}
