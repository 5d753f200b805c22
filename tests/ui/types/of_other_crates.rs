use std::sync::Arc;

use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User {
    id: ulid::Ulid,
    name: smol_str::SmolStr,
    email: Arc<String>,
    avatar: std::net::IpAddr,
    company_id: Option<ulid::Ulid>,
    company_name: Option<smol_str::SmolStr>,
    #[algomo(custom)]
    since: chrono::DateTime<chrono::Utc>,
    #[algomo(custom)]
    until: Option<chrono::DateTime<chrono::Utc>>,
    custom_data: std::collections::HashMap<String, u8>,
}

#[derive(AlgomoVisitor)]
struct Row {
    id: Key,
    company_id: ulid::Ulid,
    companyNamy: Arc<String>,
}

type Key = ulid::Ulid;

fn main() {}
