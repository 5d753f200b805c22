use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[algomo(name = shorten)]
    login: u64,
}

fn shorten(login: &String) -> &str {
    login
}

fn main() {}
