//! Sends every token and every user through one library, and checks what comes back.

use serde_json::{Value, json};

use crate::case::{Case, auth, just_before};
use crate::library::{Answers, Library};
use crate::refusals::{BadToken, expired, expired_for_us, refused_by_us, refused_for, tampered};
use crate::tally::{Group, difference};

/// The library's version, and the checks. `tokens` are ours, one for each case.
pub(crate) fn exchange(
    library: &Library,
    cases: &[Case],
    tokens: &[String],
) -> Result<(String, Vec<Group>), String> {
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

    let mut groups = vec![
        theirs_of_ours(library, cases, &answers),
        ours_of_theirs(library, cases, &answers),
        refusals(cases, &bad, &answers),
    ];
    if library.min_secret_bytes > 0 {
        groups.push(short_secrets(library, cases, &answers));
    }
    Ok((answers.version, groups))
}

/// The library accepts our tokens, and reads the claims that the users have.
fn theirs_of_ours(library: &Library, cases: &[Case], answers: &Answers) -> Group {
    let mut group = Group::new("of our tokens verified");
    for (case, outcome) in cases.iter().zip(&answers.verified) {
        if library.refuses(&case.secret) {
            continue;
        }
        let outcome = match outcome {
            Ok(claims) => difference(&case.claims, claims),
            Err(error) => Err(format!("our token was refused: {error}")),
        };
        group.record(&case.name, outcome);
    }
    group
}

/// We accept the library's tokens, and read the claims that the users have.
fn ours_of_theirs(library: &Library, cases: &[Case], answers: &Answers) -> Group {
    let mut group = Group::new("of its tokens verified by us");
    for (case, token) in cases.iter().zip(&answers.minted) {
        if library.refuses(&case.secret) {
            continue;
        }
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
    let visitor = auth.verify(token).map_err(|error| format!("we refused its token: {error}"))?;
    serde_json::to_value(&visitor).map_err(|error| error.to_string())
}

/// The library refuses the secrets that are too short for it, for that reason: it neither verifies nor mints with them.
fn short_secrets(library: &Library, cases: &[Case], answers: &Answers) -> Group {
    let mut group = Group::new("short secrets refused");
    let outcomes = answers.verified.iter().zip(&answers.minted);
    for (case, (verified, minted)) in cases.iter().zip(outcomes) {
        if !library.refuses(&case.secret) {
            continue;
        }
        let name = |what: &str| format!("{}, {what}", case.name);
        let complaint = library.short_secret_complaint;
        group.record(&name("our token"), refused_for(complaint, verified));
        group.record(&name("its token"), refused_for(complaint, minted));
    }
    group
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
