use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: f64,
    name: u32,
    email: Option<bool>,
    company_id: Vec<u8>,
    company_name: char,
}

fn main() {}
