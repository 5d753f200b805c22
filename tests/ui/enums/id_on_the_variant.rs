use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Session {
    #[algomo(id)]
    Member { name: String },
}

fn main() {}
