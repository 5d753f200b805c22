use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contarct = "auth-token", rename_all = "camelCase", skip)]
struct User {
    id: i64,
}

fn main() {}
