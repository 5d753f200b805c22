use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(company_id = 5)]
struct User {
    id: i64,
}

fn main() {}
