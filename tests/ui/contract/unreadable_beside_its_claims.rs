use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "authToken")]
struct User {
    id: i64,
    avatar: String,
    #[algomo(custom)]
    plan: String,
    companyNamy: String,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "widget")]
struct Row {
    id: i64,
    avatar: String,
    #[algomo(custom)]
    plan: String,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = AUTH)]
enum Session {
    Bot { id: i64, avatar: String },
}

const AUTH: &str = "auth-token";

fn main() {}
