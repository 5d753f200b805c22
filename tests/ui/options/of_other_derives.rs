use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[algomo(rename = "name")]
    login: String,
    #[algomo(ignore)]
    hash: String,
    #[algomo(flatten)]
    company: (),
    #[algomo(with = shorten)]
    email: String,
    #[algomo(default)]
    company_name: String,
    #[algomo(skip_serializing_if = "Option::is_none")]
    company_id: Option<i64>,
}

fn main() {}
