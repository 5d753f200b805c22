use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: &'static f32,
}

fn main() {}
