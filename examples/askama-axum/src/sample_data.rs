//! The shop's few customers. A real app asks its database.

use crate::users::{Company, Order, User};

/// Somebody to log in as: the value that the form sends, the name on the button, and what is worth seeing.
pub(crate) struct Login {
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
}

pub(crate) const LOGINS: [Login; 3] = [
    Login { key: "ada", name: "Ada Lovelace", about: "A member with a company." },
    Login {
        key: "hanako",
        name: "山田 花子",
        about: "A name beyond Latin, and a 19-digit id that arrives exact.",
    },
    Login {
        key: "script",
        name: HOSTILE_NAME,
        about: "A name that tries to run. It stays a name.",
    },
];

const HOSTILE_NAME: &str = "</script><script>alert(1)</script>";

pub(crate) fn user(key: &str) -> Option<User> {
    let user = match key {
        "ada" => User {
            id: 1042,
            display_name: "Ada Lovelace".into(),
            email: Some("ada@example.com".into()),
            company: Some(Company { id: 314, name: "Analytical Engines Ltd".into() }),
            orders: vec![
                order(2107, "Chainring 42 t, narrow-wide", "On its way", "£68.00"),
                order(2101, "Bottom bracket, threaded × 2", "Delivered", "£54.50"),
                order(2094, "Brake pads, sintered × 10", "Delivered", "£121.00"),
            ],
            password_hash: "$argon2id$never-in-a-page".into(),
        },
        "hanako" => User {
            // Beyond what a JavaScript number holds: the token carries it as text.
            id: 1_189_372_650_418_372_611,
            display_name: "山田 花子".into(),
            email: None,
            company: Some(Company { id: 271, name: "京都自転車工房".into() }),
            orders: vec![order(2110, "Rim tape, 21 mm × 20", "Packed", "£39.00")],
            password_hash: "$argon2id$never-in-a-page".into(),
        },
        "script" => User {
            id: 1337,
            display_name: HOSTILE_NAME.into(),
            email: Some("script@example.com".into()),
            company: None,
            orders: Vec::new(),
            password_hash: "$argon2id$never-in-a-page".into(),
        },
        _ => return None,
    };
    Some(user)
}

fn order(number: u32, what: &'static str, state: &'static str, total: &'static str) -> Order {
    Order { number, what, state, total }
}
