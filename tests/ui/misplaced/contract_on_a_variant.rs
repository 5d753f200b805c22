use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Session {
    Guest,
    #[algomo(contract = "auth-token")]
    Member { id: i64 },
}

fn main() {}
