use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Session {
    Guest { session: String },
    Member { id: i64, started_at: u64 },
}

fn main() {}
