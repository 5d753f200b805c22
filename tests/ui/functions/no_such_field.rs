use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[algomo(company_id = |c| c.id, company_name = |c| &c.nmae)]
    company: Company,
}

struct Company {
    id: i64,
    name: String,
}

fn main() {}
