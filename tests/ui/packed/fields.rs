use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[repr(C, packed)]
struct User {
    id: u64,
    #[algomo(company_id = |n| *n)]
    number: u32,
}

#[derive(AlgomoVisitor)]
#[repr(packed(2))]
struct Row(#[algomo(id)] u64, #[algomo(name)] &'static str);

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
#[repr(packed)]
struct Session {
    #[algomo(id, optional)]
    user: Option<u64>,
    #[algomo(custom)]
    plan: &'static str,
}

#[derive(AlgomoVisitor)]
#[algomo(transparent)]
#[repr(packed)]
struct Current(Row);

fn main() {}
