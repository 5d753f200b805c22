use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Session {
    Guest { #[algomo(skip)] cookie: String },
}

fn main() {}
