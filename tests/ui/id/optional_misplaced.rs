use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[algomo(name, optional)]
    login: Option<String>,
}

#[derive(AlgomoVisitor)]
struct Implicit {
    #[algomo(optional)]
    id: Option<i64>,
}

#[derive(AlgomoVisitor)]
#[algomo(optional)]
struct OnTheType {
    id: Option<i64>,
}

#[derive(AlgomoVisitor)]
#[algomo(name = |_| "Ada", optional)]
struct OnTheTypeWithAClaim {
    #[algomo(id, optional)]
    id: Option<i64>,
}

#[derive(AlgomoVisitor)]
enum Session {
    Guest,
    #[algomo(optional)]
    Member { id: i64 },
}

#[derive(AlgomoVisitor)]
struct Skipped {
    id: i64,
    #[algomo(skip, optional)]
    hash: String,
}

fn main() {}
