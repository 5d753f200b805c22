use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User {
    id: i64,
    custom_data: Option<std::collections::BTreeMap<String, String>>,
    #[algomo(custom_data)]
    more: std::collections::BTreeMap<String, String>,
}

fn main() {}
