use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User {
    id: i64,
}

#[derive(AlgomoVisitor)]
enum Session<'a> {
    Member(User),
    Bot { id: &'a str, companyNamy: String },
}

fn main() {}
