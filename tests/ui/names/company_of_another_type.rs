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

#[derive(AlgomoVisitor)]
struct Small {
    id: i64,
    company: smol_str::SmolStr,
}

#[derive(AlgomoVisitor)]
struct Several {
    id: i64,
    company: Vec<Company>,
}

struct Company {
    id: i64,
    name: String,
}

fn main() {}
