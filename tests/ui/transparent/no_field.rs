use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(transparent)]
struct Session;

fn main() {}
