use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Session {
    Guest,
    Member { name: String },
}

fn main() {}
