use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: Option<ulid::Ulid>,
}

#[derive(AlgomoVisitor)]
struct Row {
    #[algomo(id)]
    user: Option<uuid::Uuid>,
}

#[derive(AlgomoVisitor)]
enum Session {
    Key(#[algomo(id)] Option<std::sync::Arc<String>>),
}

#[derive(AlgomoVisitor)]
struct Bytes {
    id: Option<Vec<u8>>,
}

#[derive(AlgomoVisitor)]
struct Generic<T> {
    id: Option<T>,
}

fn main() {}
