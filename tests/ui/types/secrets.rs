use algomo_core::AlgomoVisitor;
use secrecy::{SecretBox, SecretString};

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    email: SecretString,
    name: Option<SecretBox<String>>,
    backup: SecretString,
}

#[derive(AlgomoVisitor)]
struct Keyed {
    id: Zeroizing<String>,
    number: i64,
}

#[derive(AlgomoVisitor)]
enum Session {
    Member { id: i64, company_name: std::sync::Arc<SecretString> },
}

struct Zeroizing<T>(T);

fn main() {}
