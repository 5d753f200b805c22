//! The entries of the settings, and the visitor that they name.

use super::elsewhere::has_token;
use super::fault::Fault;
use super::settings::{Entry, Key, Token, Value};
use super::text::has_visitor_token;
use super::token::{self, Signature};
use crate::page::VisitorAuth;
use crate::verify::VerifiedVisitor;

/// Whether the settings have a place for a token that the widget or one of the checks looks at.
pub(super) fn may_name_visitor(value: &Value) -> bool {
    match value {
        Value::Nothing => false,
        Value::Object(entries) => entries.iter().any(|entry| entry.key != Key::Other),
        Value::Text | Value::Escaped | Value::Expression => true,
    }
}

/// Whether only a browser knows the settings or their token.
pub(super) fn is_computed(value: &Value) -> bool {
    match value {
        Value::Object(entries) => entries
            .iter()
            .any(|entry| entry.key != Key::Other && matches!(entry.token, Token::Expression)),
        other => matches!(other, Value::Expression),
    }
}

/// Checks the entries of the settings, whose text in the script is `text`, and yields the visitor that they name.
pub(super) fn check_entries(
    entries: &[Entry],
    text: &str,
    auth: &VisitorAuth,
    signature: Signature,
) -> Result<Option<VerifiedVisitor>, Vec<Fault>> {
    let mut found = None;
    for entry in entries {
        let Key::Of(contract) = entry.key else { continue };
        if found.is_some_and(|(other, _)| other != contract) {
            return Err(vec![Fault::BothKeys]);
        }
        // The last entry of a key counts.
        found = Some((contract, &entry.token));
    }
    let Some((contract, token)) = found else {
        return if entries.iter().any(is_misspelled) {
            Err(vec![Fault::KeyMisspelled])
        } else if has_token(text) {
            let place = "an inner value of the settings".to_owned();
            Err(vec![Fault::TokenMisplaced { place }])
        } else {
            Ok(None)
        };
    };
    let mut faults = Vec::new();
    if let Some(expected) = auth.contract().filter(|expected| *expected != contract) {
        faults.push(Fault::OtherContract { expected, found: contract });
    }
    let visitor = match token {
        Token::Text(text) => token::check(auth, contract, text, signature),
        Token::Nothing => Err(Fault::TokenEmpty),
        Token::Unquoted => Err(Fault::TokenNotQuoted),
        Token::Expression => Err(Fault::TokenUnreadable),
    };
    match visitor {
        Ok(visitor) if faults.is_empty() => Ok(Some(visitor)),
        Ok(_) => Err(faults),
        Err(fault) => {
            faults.push(fault);
            Err(faults)
        }
    }
}

/// Whether the entry looks as if it were meant for the token: by its key, or by its value.
fn is_misspelled(entry: &Entry) -> bool {
    let has_token = match &entry.token {
        Token::Text(text) => has_visitor_token(text),
        Token::Unquoted => true,
        Token::Nothing | Token::Expression => false,
    };
    entry.key == Key::Misspelled || has_token
}
