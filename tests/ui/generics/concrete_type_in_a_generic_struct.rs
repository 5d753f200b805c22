use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User<T> {
    id: f64,
    #[algomo(skip)]
    extra: T,
}

fn main() {}
