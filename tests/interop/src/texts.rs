//! Naughty strings and JSON documents from npm, as the users' ids, names, companies and everything else.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use algomo_core::{Contract, Error};
use serde::Deserialize;

use crate::case::{Case, Id, Refused, User};
use crate::random::Random;

/// A text of one of the npm packages.
#[derive(Debug, Deserialize)]
pub(crate) struct Text {
    /// Which one it is.
    name: String,
    text: String,
}

/// Has `script` print the texts.
pub(crate) fn load(script: &Path) -> Result<Vec<Text>, String> {
    let output = Command::new("node").arg(script).output();
    let output = output.map_err(|error| format!("node did not start: {error}"))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(format!("node/texts.mjs failed: {complaint}"));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("node/texts.mjs: {error}"))
}

/// Two users of each text, one of each contract: first those for whom there is a token, then those whom the mint refuses.
pub(crate) fn cases(texts: &[Text], random: &mut Random) -> (Vec<Case>, Vec<Refused>) {
    let (mut cases, mut refused) = (Vec::new(), Vec::new());
    for Text { name, text } in texts {
        for contract in [Contract::VisitorToken, Contract::AuthToken] {
            let name = format!("{name} ({contract})");
            let mut user = user(text, contract);
            if is_blank(text) {
                let case = random.case(format!("{name} as the id"), contract, user.clone());
                refused.push(Refused { case, error: Error::BlankId });
                user.id = Id::Text(format!("u{text}"));
            }
            let case = random.case(name, contract, user);
            if is_too_long(&case) {
                refused.push(Refused { case, error: Error::TokenTooLong });
            } else {
                cases.push(case);
            }
        }
    }
    (cases, refused)
}

/// A user with the text in every claim.
fn user(text: &str, contract: Contract) -> User {
    let mut user = User::new(Id::Text(text.into()));
    user.name = Some(text.into());
    user.email = Some(text.into());
    user.company_id = Some(Id::Text(text.into()));
    user.company_name = Some(text.into());
    if contract == Contract::AuthToken {
        user.avatar = Some(text.into());
        user.custom = BTreeMap::from([(text.into(), text.into())]);
    }
    user
}

/// The rule for ids, written down a second time so as not to test algomo-core against itself.
fn is_blank(id: &str) -> bool {
    let is_invisible = |char| matches!(char, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
    id.chars().all(|char| char.is_whitespace() || is_invisible(char))
}

/// Whether the token would have more than 64 KiB: a header of 36 characters and a signature of 43, each with its dot, and the
/// payload in base64.
fn is_too_long(case: &Case) -> bool {
    36 + 1 + (case.claims.to_string().len() * 4).div_ceil(3) + 1 + 43 > 64 * 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Text {
        Text { name: "a text".into(), text: text.into() }
    }

    #[test]
    fn a_text_is_a_user_of_each_contract() {
        let (cases, refused) = cases(&[text("x"), text("y")], &mut Random::new(1));
        assert_eq!(cases.len(), 4);
        assert!(refused.is_empty());
        assert!(cases.iter().all(|case| case.mint().is_ok()));
        assert_eq!(cases[3].claims["customData"]["y"], "y");
    }

    #[test]
    fn a_blank_text_is_refused_as_an_id_and_accepted_elsewhere() {
        let (cases, refused) = cases(&[text(" \u{feff}\u{a0}")], &mut Random::new(2));
        assert_eq!(cases.len(), 2);
        assert_eq!(refused.len(), 2);
        assert!(refused.iter().all(|refused| refused.check() == Ok(())));
    }

    #[test]
    fn a_long_text_is_refused_from_the_first_byte_over_the_limit_on() {
        for (contract, from) in [(Contract::VisitorToken, 9_700), (Contract::AuthToken, 6_000)] {
            let mut random = Random::new(3);
            let mut case = |bytes| {
                random.case(format!("{bytes} bytes"), contract, user(&"x".repeat(bytes), contract))
            };
            let bytes = (from..from + 200).find(|&bytes| is_too_long(&case(bytes)));
            let bytes = bytes.expect("the limit lies among these lengths");
            assert!(case(bytes - 1).mint().is_ok());
            let refused = Refused { case: case(bytes), error: Error::TokenTooLong };
            assert_eq!(refused.check(), Ok(()));
        }
    }
}
