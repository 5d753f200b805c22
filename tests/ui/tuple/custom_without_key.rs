use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User(#[algomo(id)] i64, #[algomo(custom)] String);

fn main() {}
