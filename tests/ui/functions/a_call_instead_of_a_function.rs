use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(name = Self::full_name(), email = format!("{}@x", self.id))]
struct User {
    id: i64,
}

impl User {
    fn full_name(&self) -> String {
        String::new()
    }
}

fn main() {}
