use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    display_name: String,
    mail: String,
    organization: String,
}

fn main() {}
