//! The shop's few customers, as rows of the tables.

pub(crate) const COMPANIES: [(i64, &str); 2] =
    [(314, "Analytical Engines Ltd"), (271, "京都自転車工房")];

type UserRow = (i64, &'static str, &'static str, Option<&'static str>, Option<i64>, &'static str);

pub(crate) const USERS: [UserRow; 3] = [
    (1042, "ada", "Ada Lovelace", Some("ada@example.com"), Some(314), PASSWORD_HASH),
    // Beyond what a JavaScript number holds: the token carries it as text.
    (1_189_372_650_418_372_611, "hanako", "山田 花子", None, Some(271), PASSWORD_HASH),
    (1337, "script", HOSTILE_NAME, Some("script@example.com"), None, PASSWORD_HASH),
];

pub(crate) const HOSTILE_NAME: &str = "</script><script>alert(1)</script>";

const PASSWORD_HASH: &str = "$argon2id$never-in-a-page";

type OrderRow = (i64, i64, &'static str, &'static str, &'static str);

pub(crate) const ORDERS: [OrderRow; 4] = [
    (2107, 1042, "Chainring 42 t, narrow-wide", "On its way", "£68.00"),
    (2101, 1042, "Bottom bracket, threaded × 2", "Delivered", "£54.50"),
    (2094, 1042, "Brake pads, sintered × 10", "Delivered", "£121.00"),
    (2110, 1_189_372_650_418_372_611, "Rim tape, 21 mm × 20", "Packed", "£39.00"),
];

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
