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
    let customers = [
        (
            "ada",
            "customer-1042",
            "Ada Lovelace",
            Some("ada@example.com"),
            Some("Analytical Engines Ltd"),
        ),
        ("hanako", "1189372650418372611", "山田 花子", None, None),
        // What a bug in an app might make. The mint refuses it, and the page goes out for an anonymous visitor.
        ("nobody", "", "Nobody In Particular", None, None),
    ];
    let user =
        |(login, id, name, email, company): (&str, &str, &str, Option<&str>, Option<&str>)| {
            let row = Row {
                id: id.into(),
                name: name.into(),
                email: email.map(Into::into),
                company: company.map(Into::into),
            };
            (login.to_owned(), row.into())
        };
    customers.map(user).into()
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
    Ok(rows.into_iter().map(|(login, row)| (login, row.into())).collect())
}

impl From<Row> for User {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            display_name: row.name,
            email: row.email,
            company: row.company,
            password_hash: "$argon2id$never-in-a-page".into(),
        }
    }
}
