//! The shop's customers. A real app asks its database.

use std::collections::HashMap;
use std::error::Error;
use std::fs;

use serde::Deserialize;

use crate::users::User;

/// Whom one can log in as: what the form sends, and the button's text.
pub(super) const LOGINS: [(&str, &str); 3] =
    [("ada", "Ada Lovelace"), ("hanako", "山田 花子"), ("nobody", "a user without an id")];

/// The customers, by what the form sends.
pub(super) type Customers = HashMap<String, User>;

/// The few that are always there.
pub(super) fn samples() -> Customers {
    let company = Some("Analytical Engines Ltd");
    HashMap::from([
        ("ada".into(), user("customer-1042", "Ada Lovelace", Some("ada@example.com"), company)),
        ("hanako".into(), user("1189372650418372611", "山田 花子", None, None)),
        // What a bug in an app might make. The mint refuses it, and the page is sent for an anonymous visitor.
        ("nobody".into(), user("", "Nobody In Particular", None, None)),
    ])
}

fn user(id: &str, name: &str, email: Option<&str>, company: Option<&str>) -> User {
    User {
        id: id.into(),
        display_name: name.into(),
        email: email.map(Into::into),
        company: company.map(Into::into),
        password_hash: "$argon2id$never-in-a-page".into(),
    }
}

/// One customer of a file.
#[derive(Deserialize)]
struct Row {
    id: String,
    name: String,
    email: Option<String>,
    company: Option<String>,
}

/// Reads more customers from a JSON file: an object of them, by what the form sends.
pub(super) fn read(path: &str) -> Result<Customers, Box<dyn Error>> {
    let rows: HashMap<String, Row> = serde_json::from_slice(&fs::read(path)?)?;
    let user = |Row { id, name, email, company }: Row| {
        user(&id, &name, email.as_deref(), company.as_deref())
    };
    Ok(rows.into_iter().map(|(login, row)| (login, user(row))).collect())
}
