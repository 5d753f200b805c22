use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Session {
    Guest,
    Member { id: f64, name: u8 },
}

fn main() {}
