use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Row(#[algomo(id)] i64, #[algomo(custom("seats"))] u8);

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User {
    id: i64,
    #[algomo(custom("seats"))]
    number_of_seats: Option<u8>,
}

fn main() {}
