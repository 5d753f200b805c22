use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    company_name: Vec<String>,
}

fn main() {}
