use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User(#[algomo(id)] f64, #[algomo(name)] Vec<String>);

fn main() {}
