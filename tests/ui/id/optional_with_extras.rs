use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    #[algomo(id, optional = true)]
    id: Option<i64>,
}

#[derive(AlgomoVisitor)]
struct Row {
    #[algomo(id, optional(yes), optional)]
    id: Option<i64>,
}

#[derive(AlgomoVisitor)]
struct Misspelled {
    #[algomo(id, optionl)]
    id: Option<i64>,
}

#[derive(AlgomoVisitor)]
struct WrongId {
    #[algomo(id = "x", optional)]
    id: Option<i64>,
}

fn main() {}
