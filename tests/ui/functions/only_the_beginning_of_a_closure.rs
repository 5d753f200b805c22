use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    #[algomo(id = move)]
    id: i64,
    #[algomo(name = #[inline])]
    name: String,
}

fn main() {}
