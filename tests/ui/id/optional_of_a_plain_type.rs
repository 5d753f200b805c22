use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    #[algomo(id, optional)]
    id: i64,
}

#[derive(AlgomoVisitor)]
struct Text<'a>(#[algomo(id, optional)] &'a str);

#[derive(AlgomoVisitor)]
enum Session {
    Member(#[algomo(id, optional)] std::sync::Arc<str>),
}

fn main() {}
