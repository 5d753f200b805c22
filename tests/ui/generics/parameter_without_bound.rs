use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User<T> {
    id: T,
}

fn visit(user: &User<f64>) -> bool {
    user.visitor().is_some()
}

fn main() {}
