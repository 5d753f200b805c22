use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    avatar_url: Option<String>,
}

#[derive(AlgomoVisitor)]
struct Customer {
    id: i64,
    picture: Url,
}

#[derive(AlgomoVisitor)]
enum Session {
    Guest,
    Member { id: i64, avatr: String },
}

struct Url;

fn main() {}
