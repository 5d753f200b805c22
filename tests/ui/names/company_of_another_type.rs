use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    company: Company,
    org: Option<Company>,
}

#[derive(AlgomoVisitor)]
struct Row {
    id: i64,
    org: Option<Company>,
    username: u64,
}

struct Company {
    id: i64,
    name: String,
}

fn main() {}
