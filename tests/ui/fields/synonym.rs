use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    display_name: String,
    mail: String,
    organization: String,
}

#[derive(AlgomoVisitor)]
#[allow(non_snake_case)]
struct Row {
    userId: i64,
    displayName: String,
    orgId: Option<i64>,
}

#[derive(AlgomoVisitor)]
struct Optional {
    uid: Option<i64>,
}

fn main() {}
