use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User(i64, String);

fn main() {}
