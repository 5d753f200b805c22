use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct Row {
    id: i64,
    r#type: u8,
    #[algomo(name)]
    r#login: String,
    created_at: u64,
    updated_at: u64,
    password_hash: String,
    mail: String,
}

#[derive(AlgomoVisitor)]
enum Session {
    Member { id: i64, a: u8, b: u8, c: u8, d: u8 },
}

fn main() {}
