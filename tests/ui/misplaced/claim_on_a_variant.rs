use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Session {
    Guest,
    #[algomo(name = |s| s.name)]
    Member { id: i64 },
}

fn main() {}
