use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(name = |user| user.name.clone())]
struct User {
    id: i64,
    name: String,
    #[algomo(name, email)]
    login: String,
}

fn main() {}
