use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User;

fn main() {}
