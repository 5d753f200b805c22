use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    custom_data: std::collections::BTreeMap<String, String>,
}

fn main() {}
