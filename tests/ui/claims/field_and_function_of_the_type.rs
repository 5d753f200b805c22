use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(email = Self::address)]
struct User {
    id: i64,
    email: String,
}

impl User {
    fn address(&self) -> &str {
        &self.email
    }
}

fn main() {}
