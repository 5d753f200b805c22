//! One call of the mint again and again with fixed input, for `tests/benches/instructions` to count under callgrind.

use std::env;
use std::hint::black_box;
use std::time::{Duration, UNIX_EPOCH};

use algomo_core::{AlgomoVisitor, VisitorAuth, VisitorSecret};

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    name: String,
    email: String,
    company_id: u32,
}

fn main() {
    let case = env::args().nth(1).unwrap_or_default();
    let name = match case.as_str() {
        "long-name" => "Ada Lovela".repeat(1000),
        "escaped-name" => "\"\\\n\u{1}".repeat(250),
        _ => "Ada Lovela".to_owned(),
    };
    let user = User { id: 1042, name, email: "ada@example.com".into(), company_id: 314 };
    let secret = VisitorSecret::new("an-example-secret-of-over-32-bytes");
    let auth = VisitorAuth::new(secret.expect("it is long enough"))
        .with_clock(|| UNIX_EPOCH + Duration::from_secs(1_800_000_007));
    let mut page = String::with_capacity(64 * 1024);
    for _ in 0..100 {
        match case.as_str() {
            "settings" => mint_settings(&auth, &user),
            "token" => mint_token(&auth, &user),
            "write_settings" | "long-name" | "escaped-name" => {
                page.clear();
                mint_into(&auth, &user, &mut page);
            }
            _ => panic!("no case of this name"),
        }
    }
}

// callgrind counts in the functions whose names begin with `mint_`.

#[inline(never)]
fn mint_settings(auth: &VisitorAuth, user: &User) {
    black_box(String::from(auth.settings(black_box(user)).expect("it mints")));
}

#[inline(never)]
fn mint_token(auth: &VisitorAuth, user: &User) {
    black_box(auth.token(black_box(user)).expect("it mints"));
}

#[inline(never)]
fn mint_into(auth: &VisitorAuth, user: &User, page: &mut String) {
    auth.write_settings(black_box(user), None, black_box(page)).expect("it mints");
}
