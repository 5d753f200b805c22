//! What the responses say about the page.

use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use algomo_core::testing::{Fault, Faults};
use algomo_core::{Contract, Error, VisitorAuth, VisitorSecret};
use serde_json::{Map, Value};

use crate::arguments::{Arguments, Expected};
use crate::fetch::{Answer, fetch};

/// By how many seconds two clocks may differ without a finding. `Date` has whole seconds, and the response takes some time.
const CLOCK_TOLERANCE: i64 = 5;

/// Something that is wrong, in sentences.
pub(crate) type Findings = Vec<String>;

/// What the doctor has to say.
pub(crate) struct Diagnosis {
    pub(crate) findings: Findings,
    /// What is good to know.
    pub(crate) notes: Vec<String>,
}

/// Whom the page names.
enum Visitor {
    Anonymous,
    /// What there is to say about the token.
    Known(String),
}

/// Fetches the page, up to three times, and checks it. An error says why it could not be checked.
pub(crate) fn diagnose(arguments: &Arguments) -> Result<Diagnosis, String> {
    let mut notes = Vec::new();
    let auth = mint(arguments, &mut notes)?;
    let answer = fetch(arguments, true)?;
    let mut findings = Vec::new();
    let visitor = match check(&answer, auth.as_ref(), arguments) {
        Ok(visitor) => Some(visitor),
        Err(faults) => {
            findings.extend(faults.iter().map(Fault::to_string));
            notes.extend(faults.iter().find_map(option_note));
            None
        }
    };
    match (&visitor, arguments.expected) {
        (Some(Visitor::Known(token)), expected) => {
            notes.push(format!("The widget sees a known visitor. {token}"));
            if expected == Some(Expected::Guest) {
                findings.push("The page names a visitor, and a guest is expected.".into());
            }
            findings.extend(compare(arguments, &answer)?);
        }
        (Some(Visitor::Anonymous), Some(Expected::Member)) => {
            findings.push(Fault::NoSettings.to_string());
        }
        (Some(Visitor::Anonymous), _) => notes.push(
            "The widget sees an anonymous visitor. Pass the cookie of somebody who is logged in with --cookie to see a \
             member's page."
                .into(),
        ),
        (None, _) => {}
    }
    notes.extend(answer.clock_ahead.and_then(clock_note));
    Ok(Diagnosis { findings, notes })
}

/// The mint to check with, or `None` without a secret.
fn mint(arguments: &Arguments, notes: &mut Vec<String>) -> Result<Option<VisitorAuth>, String> {
    let Some(name) = &arguments.secret_env else {
        notes.push(
            "The signature was not checked. Name the environment variable of the secret with --secret-env to check it."
                .into(),
        );
        return Ok(None);
    };
    let secret = match VisitorSecret::from_env(name) {
        Err(Error::SecretTooShort) => {
            notes.push(format!(
                "{} The check goes on with it.",
                capitalized(&Error::SecretTooShort.to_string())
            ));
            VisitorSecret::new_allowing_short(std::env::var(name).unwrap_or_default())
        }
        secret => secret,
    };
    secret.map(|secret| Some(VisitorAuth::new(secret))).map_err(|error| error.to_string())
}

fn check(
    answer: &Answer,
    auth: Option<&VisitorAuth>,
    arguments: &Arguments,
) -> Result<Visitor, Faults> {
    let auth_or_none = auth.cloned().unwrap_or_else(VisitorAuth::disabled);
    let checked = match arguments.contract {
        Some(contract) => auth_or_none.with_contract(contract),
        None => auth_or_none,
    };
    if auth.is_none() {
        let is_known = answer.page.check_without_secret(&checked)?;
        return Ok(if is_known {
            Visitor::Known("Its token is in order.".into())
        } else {
            Visitor::Anonymous
        });
    }
    Ok(match answer.page.visitor(&checked)? {
        None => Visitor::Anonymous,
        Some(visitor) => {
            let claims = serde_json::to_value(&visitor).unwrap_or_default();
            let claims = claims.as_object().map(names).unwrap_or_default();
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            let left = (visitor.expires_at() - now.as_secs_f64()).max(0.0);
            Visitor::Known(format!(
                "Its token is signed with the secret, has the claims {claims}, and lives for {left:.0} s more."
            ))
        }
    })
}

/// The names of the claims that are present. Their values are the visitor's own.
fn names(claims: &Map<String, Value>) -> String {
    let known = Contract::AuthToken.claims().chain(["companyNamy"]);
    known.filter(|claim| claims.contains_key(*claim)).collect::<Vec<_>>().join(", ")
}

/// Compares a page with a token with that of another request, and with that of somebody without the cookie.
fn compare(arguments: &Arguments, first: &Answer) -> Result<Findings, String> {
    let mut findings = Vec::new();
    if arguments.cookie.is_some() {
        let stranger = fetch(arguments, false);
        // A redirect to a log-in is as good as a guest's page.
        let is_named = stranger.is_ok_and(|answer| {
            let nobody = VisitorAuth::disabled();
            matches!(answer.page.check_without_secret(&nobody), Ok(true))
        });
        if is_named {
            findings.push(
                "The page names a visitor without the cookie, too: it was kept for everybody, and hands one visitor's token \
                 to others. Exclude pages with a token from every cache between the application and the browser."
                    .into(),
            );
        }
    }
    // `exp` has whole seconds, so a token of the next second is another.
    thread::sleep(Duration::from_millis(1100));
    let second = fetch(arguments, true)?;
    if second.body == first.body {
        findings.push(
            "Two requests a second apart got the same token, so something keeps the page or the token. Mint it for each \
             response, and exclude the page from caches."
                .into(),
        );
    }
    if first.policy.contains("'nonce-") && second.policy == first.policy {
        findings.push(
            "Two responses have the same nonce in their Content-Security-Policy, which then protects nothing. Make a fresh \
             one for each response."
                .into(),
        );
    }
    Ok(findings)
}

/// The option that a fault may call for, which its own text names as a function.
fn option_note(fault: &Fault) -> Option<String> {
    matches!(fault, Fault::NoWidget | Fault::NoLoader).then(|| {
        "Pass --loader-elsewhere if a tag manager or a bundle loads the widget, and --settings-script with the address of a \
         script that sets window.algomoSettings."
            .into()
    })
}

fn clock_note(ahead: i64) -> Option<String> {
    let direction = if ahead > 0 { "ahead of" } else { "behind" };
    (ahead.abs() > CLOCK_TOLERANCE).then(|| {
        format!(
            "The server's clock is {} s {direction} this machine's, by its header Date. One of the two is wrong, and a token \
             from a clock that is behind may arrive expired.",
            ahead.abs()
        )
    })
}

/// A sentence out of an error's text.
pub(crate) fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}
