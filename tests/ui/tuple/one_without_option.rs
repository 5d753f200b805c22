use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User(#[algomo(id)] i64, String);

fn main() {}
