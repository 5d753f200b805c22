use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(only(id))]
struct User(#[algomo(id)] i64, String);

fn main() {}
