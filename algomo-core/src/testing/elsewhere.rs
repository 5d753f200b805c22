//! Tokens of visitors that stand elsewhere than in the settings.

use core::ops::Range;

use super::javascript::{Kind, lexemes};
use super::text::{NAME, has_visitor_token};

/// Whether a piece of a script has a visitor's token in it, also in a comment or in a string with escapes.
pub(super) fn has_token(script: &str) -> bool {
    let is_in_string = || {
        lexemes(script).iter().any(|lexeme| match &lexeme.kind {
            Kind::Text(text) => has_visitor_token(text),
            _ => false,
        })
    };
    has_visitor_token(script) || script.contains('\\') && is_in_string()
}

/// Whether the script has a visitor's token outside of these ranges, which are in order.
pub(super) fn has_token_outside<'a>(
    script: &str,
    ranges: impl Iterator<Item = &'a Range<usize>>,
) -> bool {
    let mut start = 0;
    let mut is_found = false;
    for range in ranges {
        // One assignment may stand in the value of another.
        is_found |= script.get(start..range.start).is_some_and(has_token);
        start = start.max(range.end);
    }
    is_found || script.get(start..).is_some_and(has_token)
}

/// Whether the script has the name of the settings in a string, or as a name that is not read from an object. That is how
/// `Object.assign` and `Object.defineProperty` get it.
pub(super) fn names_settings(script: &str) -> bool {
    if !script.contains(NAME) {
        return false;
    }
    let lexemes = lexemes(script);
    (0..lexemes.len()).any(|place| match &lexemes[place].kind {
        Kind::Word(word) => {
            let before = place.checked_sub(1).map(|before| &lexemes[before].kind);
            *word == NAME && before != Some(&Kind::Sign('.'))
        }
        Kind::Text(text) => text == NAME,
        _ => false,
    })
}
