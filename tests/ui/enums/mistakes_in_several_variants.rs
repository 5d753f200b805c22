use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Session {
    Member { id: Option<i64> },
    Admin { id: i64, emial: String },
    Bot { #[algomo(bogus)] id: u32 },
}

fn main() {}
