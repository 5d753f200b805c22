use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    #[algomo(id, optional)]
    id: Option<f64>,
}

#[derive(AlgomoVisitor)]
struct Row {
    #[algomo(id = |key| key.to_bits().checked_add(1).map(f64::from_bits), optional)]
    key: f64,
}

fn main() {}
