//! The shop's few customers. A real app asks its database.

use crate::users::User;

/// Whom one can log in as: what the form sends, and the button's text.
pub(super) const LOGINS: [(&str, &str); 3] =
    [("ada", "Ada Lovelace"), ("hanako", "山田 花子"), ("nobody", "a user without an id")];

pub(super) fn user(key: &str) -> Option<User> {
    let (id, name, email) = match key {
        "ada" => ("customer-1042", "Ada Lovelace", Some("ada@example.com")),
        "hanako" => ("1189372650418372611", "山田 花子", None),
        // What a bug in an app might make. The mint refuses it, and the page goes out for an anonymous visitor.
        "nobody" => ("", "Nobody In Particular", None),
        _ => return None,
    };
    Some(User {
        id: id.into(),
        display_name: name.into(),
        email: email.map(Into::into),
        password_hash: "$argon2id$never-in-a-page".into(),
    })
}
