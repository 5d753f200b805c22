use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User<T> {
    id: u64,
    email: Option<T>,
}

fn visit(user: &User<u8>) -> bool {
    user.visitor().is_some()
}

fn main() {}
