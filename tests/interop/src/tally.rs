//! What passed, what failed, and how two sets of claims differ.

use std::process::ExitCode;

use serde_json::{Map, Value};

/// How many failures of one group are printed in full: a broken library fails them all.
const SHOWN: usize = 10;

/// How many characters of a value are printed.
const SHOWN_CHARS: usize = 300;

/// Checks of one kind.
#[derive(Debug)]
pub(crate) struct Group {
    what: &'static str,
    passed: usize,
    failures: Vec<String>,
}

impl Group {
    pub(crate) fn new(what: &'static str) -> Self {
        Self { what, passed: 0, failures: Vec::new() }
    }

    /// Counts one check; its error says what differed.
    pub(crate) fn record(&mut self, case: &str, outcome: Result<(), String>) {
        match outcome {
            Ok(()) => self.passed += 1,
            Err(error) => self.failures.push(format!("{case}: {error}")),
        }
    }
}

/// The counts of all checks so far.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    passed: usize,
    failed: usize,
}

impl Tally {
    /// Prints the line of one library, and its failures.
    pub(crate) fn add(&mut self, name: &str, version: &str, groups: &[Group]) {
        let count = |group: &Group| {
            format!("{} of {} {}", group.passed, group.passed + group.failures.len(), group.what)
        };
        let counts: Vec<_> = groups.iter().map(count).collect();
        println!("{name} {version}: {}", counts.join(", "));
        for group in groups {
            self.passed += group.passed;
            self.failed += group.failures.len();
            for failure in group.failures.iter().take(SHOWN) {
                println!("  FAILED {name}, {failure}");
            }
            if group.failures.len() > SHOWN {
                println!("  FAILED {name}, and {} more like these", group.failures.len() - SHOWN);
            }
        }
    }

    /// A library that gave no answers is a failure, never a skip.
    pub(crate) fn add_broken(&mut self, name: &str, error: &str) {
        println!("{name}: not checked\n  FAILED {name}: {error}");
        self.failed += 1;
    }

    /// Prints the closing line.
    pub(crate) fn finish(&self) -> ExitCode {
        println!("{} passed, {} failed", self.passed, self.failed);
        if self.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// Compares claims by value and type, so that 1 is neither "1" nor 1.0, and says which differ.
pub(crate) fn difference(expected: &Value, found: &Value) -> Result<(), String> {
    if expected == found {
        return Ok(());
    }
    let (Value::Object(expected), Value::Object(found)) = (expected, found) else {
        return Err(format!("expected {}, found {}", shown(expected), shown(found)));
    };
    Err(differing_keys(expected, found).join("; "))
}

fn differing_keys(expected: &Map<String, Value>, found: &Map<String, Value>) -> Vec<String> {
    let changed = expected.iter().filter_map(|(key, expected)| match found.get(key) {
        None => Some(format!("{key} is missing, expected {}", shown(expected))),
        Some(found) if found != expected => {
            Some(format!("{key} is {}, expected {}", shown(found), shown(expected)))
        }
        Some(_) => None,
    });
    let added = found.iter().filter(|(key, _)| !expected.contains_key(*key));
    changed
        .chain(added.map(|(key, found)| format!("{key} is {}, unexpected", shown(found))))
        .collect()
}

/// A value in visible ASCII: the claims here are full of what a terminal would obey.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    let mut shown = String::new();
    for character in text.chars().take(SHOWN_CHARS) {
        match character {
            ' '..='~' => shown.push(character),
            other => shown.extend(other.escape_unicode()),
        }
    }
    if text.chars().count() > SHOWN_CHARS {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn types_count() {
        assert_eq!(difference(&json!({"id": 1}), &json!({"id": 1})), Ok(()));
        let text = difference(&json!({"id": 1}), &json!({"id": "1"}));
        assert_eq!(text, Err("id is \"1\", expected 1".into()));
        let fraction = difference(&json!({"id": 1}), &json!({"id": 1.0}));
        assert_eq!(fraction, Err("id is 1.0, expected 1".into()));
    }

    #[test]
    fn missing_and_added_claims_count() {
        let found = difference(&json!({"id": 1, "name": ""}), &json!({"id": 1, "iat": 2}));
        assert_eq!(found, Err("name is missing, expected \"\"; iat is 2, unexpected".into()));
    }

    #[test]
    fn control_characters_are_not_printed_as_such() {
        let found = difference(&json!({"name": "\u{202e}"}), &json!({"name": "\u{1b}"}));
        assert_eq!(found, Err("name is \"\\u001b\", expected \"\\u{202e}\"".into()));
    }
}
