use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User<T> {
    id: T,
}

fn takes(_: impl AlgomoVisitor) {}

fn visit(user: User<f64>) {
    takes(user);
}

fn main() {}
