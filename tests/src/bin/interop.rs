//! Tokens between our crates and JWT libraries of other languages, both ways. Run by `tests/interop/run`, which installs
//! the libraries; `tests/interop/README.md` says what is checked.

#[path = "../interop/case.rs"]
mod case;
#[path = "../interop/library.rs"]
mod library;
#[path = "../interop/random.rs"]
mod random;
#[path = "../interop/refusals.rs"]
mod refusals;
#[path = "../interop/tally.rs"]
mod tally;
#[path = "../interop/vectors.rs"]
mod vectors;

use std::env;
use std::path::Path;
use std::process::ExitCode;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::case::{Case, auth, just_before};
use crate::library::{Answers, Library};
use crate::refusals::{BadToken, expired, expired_for_us, refused_by_us, tampered};
use crate::tally::{Group, Tally, difference};

const VECTORS: &str = include_str!("../../vectors/tokens.json");
const DRIVERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/interop");
const USERS: usize = 300;

fn main() -> ExitCode {
    match run() {
        Ok(tally) => tally.finish(),
        Err(error) => {
            let mut tally = Tally::default();
            tally.add_broken("interop", &error);
            tally.finish()
        }
    }
}

fn run() -> Result<Tally, String> {
    let tools =
        env::var_os("INTEROP_TOOLS").ok_or("INTEROP_TOOLS is not set: start tests/interop/run")?;
    let seed = setting("INTEROP_SEED")?.unwrap_or_else(seed_of_the_moment);
    let users = setting("INTEROP_USERS")?.unwrap_or(USERS);
    println!("{users} random users; the same ones again with INTEROP_SEED={seed}");

    let mut tally = Tally::default();
    let (cases, tokens) = mint_all(seed, users, &mut tally)?;
    for library in Library::all(Path::new(DRIVERS), Path::new(&tools)) {
        match exchange(&library, &cases, &tokens) {
            Ok((version, groups)) => tally.add(library.name, &version, &groups),
            Err(error) => tally.add_broken(library.name, &error),
        }
    }
    Ok(tally)
}

/// A number from the environment, if it is there.
fn setting<T: FromStr>(variable: &str) -> Result<Option<T>, String> {
    let Some(value) = env::var_os(variable) else {
        return Ok(None);
    };
    let number = value.to_str().and_then(|text| text.parse().ok());
    number.map(Some).ok_or_else(|| format!("{variable} is not a number in range"))
}

fn seed_of_the_moment() -> u64 {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since_epoch.as_micros()).unwrap_or_default()
}

/// The vectors' users and the random ones, each with our token. The first is the documentation's sample user.
fn mint_all(
    seed: u64,
    users: usize,
    tally: &mut Tally,
) -> Result<(Vec<Case>, Vec<String>), String> {
    let mut vectors = Group::new("vectors byte for byte");
    let mut random = Group::new("random users");
    let mut minted = Vec::new();
    for (case, expected) in
        vectors::load(VECTORS).map_err(|error| format!("tokens.json: {error}"))?
    {
        let token = case.mint();
        let outcome = match &token {
            Ok(token) if *token == expected => Ok(()),
            Ok(token) => Err(format!("minted {token} for {expected}")),
            Err(error) => Err(error.clone()),
        };
        vectors.record(&case.name, outcome);
        minted.extend(token.ok().map(|token| (case, token)));
    }
    for case in random::cases(seed, users) {
        let token = case.mint();
        random.record(&case.name, token.as_ref().map(drop).map_err(Clone::clone));
        minted.extend(token.ok().map(|token| (case, token)));
    }
    tally.add("our mint", env!("CARGO_PKG_VERSION"), &[vectors, random]);
    if minted.len() < 2 {
        return Err("our mint yields next to nothing".into());
    }
    Ok(minted.into_iter().unzip())
}

/// Sends everything through one library, and checks what comes back.
fn exchange(
    library: &Library,
    cases: &[Case],
    tokens: &[String],
) -> Result<(String, [Group; 3]), String> {
    let mut bad = tampered(&cases[0].secret, &tokens[0], &tokens[1])?;
    bad.push(expired(&cases[0])?);

    let good = cases
        .iter()
        .zip(tokens)
        .map(|(case, token)| json!({ "secret": case.secret, "token": token }));
    let spoiled = bad.iter().map(|bad| json!({ "secret": bad.secret, "token": bad.token }));
    let verify: Vec<_> = good.chain(spoiled).collect();
    let mint = |case: &Case| json!({ "secret": case.secret, "claims": case.claims });
    let answers = library.run(&verify, &cases.iter().map(mint).collect::<Vec<_>>())?;

    let groups = [
        theirs_of_ours(cases, &answers),
        ours_of_theirs(cases, &answers),
        refusals(cases, &bad, &answers),
    ];
    Ok((answers.version, groups))
}

/// The library takes our tokens, and reads the claims that we were given.
fn theirs_of_ours(cases: &[Case], answers: &Answers) -> Group {
    let mut group = Group::new("of our tokens verified");
    for (case, outcome) in cases.iter().zip(&answers.verified) {
        let outcome = match outcome {
            Ok(claims) => difference(&case.claims, claims),
            Err(error) => Err(format!("our token was refused: {error}")),
        };
        group.record(&case.name, outcome);
    }
    group
}

/// We take the library's tokens, and read the claims that it was given.
fn ours_of_theirs(cases: &[Case], answers: &Answers) -> Group {
    let mut group = Group::new("of its tokens verified by us");
    for (case, token) in cases.iter().zip(&answers.minted) {
        let outcome = match token {
            Ok(token) => verify(case, token).and_then(|claims| difference(&case.claims, &claims)),
            Err(error) => Err(format!("it minted no token: {error}")),
        };
        group.record(&case.name, outcome);
    }
    group
}

fn verify(case: &Case, token: &str) -> Result<Value, String> {
    let auth = auth(&case.secret, just_before(case.exp))?.with_contract(case.contract);
    let verified = auth.verify(token);
    let visitor = verified.map_err(|error| format!("we refused its token: {error}"))?;
    serde_json::to_value(&visitor).map_err(|error| error.to_string())
}

/// Spoiled tokens are refused, by the library and by us.
fn refusals(cases: &[Case], bad: &[BadToken], answers: &Answers) -> Group {
    let mut group = Group::new("bad tokens refused");
    for (bad, outcome) in bad.iter().zip(&answers.verified[cases.len()..]) {
        group.record(&format!("our token, {}", bad.why), bad.check(outcome));
    }
    let [Ok(token), Ok(other), ..] = answers.minted.as_slice() else {
        group.record("its tokens", Err("there are none to spoil".into()));
        return group;
    };
    let case = &cases[0];
    match tampered(&case.secret, token, other) {
        Ok(bad) => bad.iter().for_each(|bad| {
            group.record(&format!("its token, {}", bad.why), refused_by_us(bad, case.exp));
        }),
        Err(error) => group.record("its tokens", Err(error)),
    }
    group.record("its token, expired", expired_for_us(&case.secret, token, case.exp));
    group
}
