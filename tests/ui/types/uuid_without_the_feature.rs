use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: uuid::Uuid,
    company_id: uuid::Uuid,
}

#[derive(AlgomoVisitor)]
struct Session {
    #[algomo(id, optional)]
    user: Option<uuid::Uuid>,
}

fn main() {}
