//! Tokens between our crates and JWT libraries of other languages, in both directions. Run by `tests/interop/run`, which
//! installs the libraries; `tests/interop/README.md` says what is checked.

mod case;
mod documented;
mod exchange;
mod library;
mod random;
mod refusals;
mod tally;
mod texts;
mod vectors;

use std::env;
use std::path::Path;
use std::process::ExitCode;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::case::{Case, Refused, secrets_of_any_length};
use crate::exchange::exchange;
use crate::library::Library;
use crate::random::Random;
use crate::tally::{Group, Tally};

const VECTORS: &str = include_str!("../../vectors/tokens.json");
const DRIVERS: &str = env!("CARGO_MANIFEST_DIR");
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
    let (drivers, tools) = (Path::new(DRIVERS), Path::new(&tools));
    let seed = setting("INTEROP_SEED")?.unwrap_or_else(seed_of_the_moment);
    let users = setting("INTEROP_USERS")?.unwrap_or(USERS);
    println!("{users} random users; INTEROP_SEED={seed} repeats this run");

    let mut tally = Tally::default();
    let (cases, tokens) = mint_all(drivers, &mut Random::new(seed), users, &mut tally)?;
    let mut libraries = Library::all(drivers, tools);
    if env::args().skip(1).eq(["--with", "dotnet"]) {
        libraries.push(Library::dotnet(tools));
    }
    for library in libraries {
        match exchange(&library, &cases, &tokens) {
            Ok((version, groups)) => tally.add(library.name, &version, &groups),
            Err(error) => tally.add_broken(library.name, &error),
        }
    }
    match documented::check(&Library::jjwt_as_documented(tools), &cases[0]) {
        Ok((version, group)) => tally.add("jjwt as documented", &version, &[group]),
        Err(error) => tally.add_broken("jjwt as documented", &error),
    }
    Ok(tally)
}

/// A number from the environment, if the variable is set.
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

/// All users, each with our token. The first is the documentation's sample user.
fn mint_all(
    drivers: &Path,
    random: &mut Random,
    users: usize,
    tally: &mut Tally,
) -> Result<(Vec<Case>, Vec<String>), String> {
    let vectors = vectors::load(VECTORS).map_err(|error| format!("tokens.json: {error}"))?;
    let texts = texts::load(&drivers.join("node/texts.mjs"))?;
    let (of_texts, refused) = texts::cases(&texts, random);
    let sample = vectors.first().map(|(case, _)| case.clone()).ok_or("tokens.json is empty")?;

    let mut minted = Vec::new();
    let groups = [
        mint_vectors(vectors, &mut minted),
        mint(Group::new("users with texts from npm"), of_texts, &mut minted),
        mint(Group::new("secret lengths"), secrets_of_any_length(&sample), &mut minted),
        mint(Group::new("random users"), random.cases(users), &mut minted),
        refuse(&refused),
    ];
    tally.add("our mint", env!("CARGO_PKG_VERSION"), &groups);
    if minted.len() < 2 {
        return Err("our mint yields too few tokens to go on".into());
    }
    Ok(minted.into_iter().unzip())
}

fn mint_vectors(vectors: Vec<(Case, String)>, minted: &mut Vec<(Case, String)>) -> Group {
    let mut group = Group::new("vectors byte for byte");
    for (case, expected) in vectors {
        let token = case.mint();
        let outcome = match &token {
            Ok(token) if *token == expected => Ok(()),
            Ok(token) => Err(format!("minted {token}, expected {expected}")),
            Err(error) => Err(error.clone()),
        };
        group.record(&case.name, outcome);
        minted.extend(token.ok().map(|token| (case, token)));
    }
    group
}

fn mint(mut group: Group, cases: Vec<Case>, minted: &mut Vec<(Case, String)>) -> Group {
    for case in cases {
        let token = case.mint();
        group.record(&case.name, token.as_ref().map(drop).map_err(Clone::clone));
        minted.extend(token.ok().map(|token| (case, token)));
    }
    group
}

/// The users whom our mint has to refuse.
fn refuse(refused: &[Refused]) -> Group {
    let mut group = Group::new("users refused");
    for refused in refused {
        group.record(&refused.case.name, refused.check());
    }
    group
}
