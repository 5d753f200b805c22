use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(name = Self::name, only(id), transparent)]
enum Session {
    Guest,
    Member { id: i64 },
}

impl Session {
    fn name(&self) -> &str {
        "x"
    }
}

fn main() {}
