#![allow(non_snake_case)]

use std::collections::HashMap;
use std::sync::Arc;

use algomo_core::AlgomoVisitor;
use chrono::{DateTime, Utc};
use smol_str::SmolStr;
use ulid::Ulid;

// Each function as the message advises it.
#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User {
    #[algomo(id = |id| id.to_string())]
    id: Ulid,
    #[algomo(name = |name| name.to_string())]
    name: SmolStr,
    #[algomo(email = |email| email.to_string())]
    email: Arc<String>,
    #[algomo(avatar = |avatar| avatar.to_string())]
    avatar: std::net::IpAddr,
    #[algomo(company_id = |id| id.as_ref().map(ToString::to_string))]
    company_id: Option<Ulid>,
    #[algomo(company_name = |name| name.as_ref().map(ToString::to_string))]
    company_name: Option<SmolStr>,
    #[algomo(custom = |value| value.to_string())]
    since: DateTime<Utc>,
    #[algomo(custom = |value| value.as_ref().map(ToString::to_string))]
    until: Option<DateTime<Utc>>,
    #[algomo(custom_data = |map| map.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect::<algomo_core::CustomData<'_>>())]
    custom_data: HashMap<String, u8>,
}

#[derive(AlgomoVisitor)]
struct Row {
    #[algomo(id = |id| id.to_string())]
    id: Key,
    #[algomo(company_id = |id| id.to_string())]
    company_id: Ulid,
    #[algomo(companyNamy = |name| name.to_string())]
    companyNamy: Arc<String>,
}

type Key = Ulid;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Optional {
    id: u8,
    #[algomo(name = |name| name.as_ref().map(ToString::to_string))]
    name: Option<SmolStr>,
    #[algomo(email = |email| email.as_ref().map(ToString::to_string))]
    email: Option<Arc<String>>,
    #[algomo(avatar = |avatar| avatar.as_ref().map(ToString::to_string))]
    avatar: Option<SmolStr>,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let id = Ulid::from_parts(1, 2);
    let user = User {
        id,
        name: "Ada".into(),
        email: Arc::new("a@b.c".into()),
        avatar: [127, 0, 0, 1].into(),
        company_id: Some(id),
        company_name: None,
        since: DateTime::UNIX_EPOCH,
        until: Some(DateTime::UNIX_EPOCH),
        custom_data: [("seats".to_owned(), 5)].into(),
    };
    assert_eq!(
        json(&user),
        concat!(
            r#"{"id":"00000000010000000000000002","name":"Ada","email":"a@b.c","avatar":"127.0.0.1","#,
            r#""companyId":"00000000010000000000000002","customData":"#,
            r#"{"seats":"5","since":"1970-01-01 00:00:00 UTC","until":"1970-01-01 00:00:00 UTC"}}"#,
        ),
    );
    let row = Row { id, company_id: id, companyNamy: Arc::new("Acme".into()) };
    assert_eq!(
        json(&row),
        concat!(
            r#"{"id":"00000000010000000000000002","companyId":"00000000010000000000000002","#,
            r#""companyNamy":"Acme"}"#,
        ),
    );
    let optional = Optional { id: 1, name: Some("Bo".into()), email: None, avatar: None };
    assert_eq!(json(&optional), r#"{"id":"1","name":"Bo"}"#);
}
