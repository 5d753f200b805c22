//! The mint on `wasm32-unknown-unknown`, as a Worker has it. Run by `tests/wasm/run`, which calls `main` from Node. The exit
//! code is the number of the first check that failed, or 0.

use std::io::ErrorKind;
use std::process::ExitCode;
use std::time::{Duration, UNIX_EPOCH};

use algomo_core::{AlgomoVisitor, Error, Visitor, VisitorAuth, VisitorSecret};

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    name: String,
    email: String,
}

/// The token of the documentation's sample user, the first of `tests/vectors/tokens.json`.
const TOKEN: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.\
    eyJpZCI6MSwibmFtZSI6IkpvaG4gRG9lIiwiZW1haWwiOiJqb2huQGV4YW1wbGUuY29tIiwiZXhwIjo0MTAyNDQ0ODAwfQ.\
    OUxPXJ3tFTDWTQqsswOjT4BrztHAKLO1t6w8osoMN88";

fn main() -> ExitCode {
    let failed = checks().into_iter().position(|passed| !passed);
    let number = failed.map_or(0, |index| u8::try_from(index + 1).unwrap_or(u8::MAX));
    ExitCode::from(number)
}

fn checks() -> Vec<bool> {
    let secret = VisitorSecret::new("algomo-golden-secret-0123456789abcdef").expect("a secret");
    let user = User { id: 1, name: "John Doe".into(), email: "john@example.com".into() };
    let clockless = VisitorAuth::new(secret);
    let auth = clockless.clone().with_clock(|| UNIX_EPOCH + Duration::from_secs(4_102_444_770));
    let token = auth.token(&user).ok().flatten();
    let missing = Err(Error::ClockMissing);
    let mut page = String::new();
    vec![
        // 1 to 4: the target has no clock, which is an error and not a trap, before anything is written.
        clockless.token(&user) == Err(Error::ClockMissing),
        clockless.settings(&user).map(|_| false) == missing,
        clockless.write_settings(&user, None, &mut page) == missing,
        page.is_empty(),
        // 5 and 6: a guest needs no clock, and a page can stay anonymous.
        clockless.token(None::<Visitor<'_>>) == Ok(None),
        clockless.clone().anonymous_on_error(|_| ()).token(&user) == Ok(None),
        // 7 and 8: with a clock the mint works.
        token.is_some_and(|token| token.as_str() == TOKEN),
        auth.settings(&user).is_ok_and(|settings| settings.to_string().contains(TOKEN)),
        // 9 and 10: there is neither an environment nor a file system.
        matches!(VisitorAuth::from_env(), Err(Error::SecretMissing { .. })),
        matches!(
            VisitorSecret::from_file("/run/secrets/algomo"),
            Err(Error::SecretFile { kind: ErrorKind::Unsupported, .. })
        ),
    ]
}
