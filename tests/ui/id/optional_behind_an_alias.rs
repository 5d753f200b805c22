use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: MaybeId,
}

type MaybeId = Option<i64>;

fn main() {}
