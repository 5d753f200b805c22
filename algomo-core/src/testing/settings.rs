//! What a script says in `window.algomoSettings`.

use core::ops::Range;

use super::javascript::{Kind, Lexeme, lexemes};
use super::scope::{Scopes, Surroundings, is_window};
use super::text::{NAME, is_quote_escaped, is_token_shaped};
use crate::contract::Contract;

/// A place in a script where the settings are set.
pub(super) struct Assignment {
    /// Where it stands in the script, from its name to the end of its value, in bytes. `undefined`, `null` and the
    /// brace that closes an object are left out.
    pub(super) range: Range<usize>,
    /// Whether it sets a variable of a block, a function or a module, or a property of something else than `window`.
    pub(super) is_off_window: bool,
    /// Whether it is in a function that may run later, or never.
    pub(super) is_deferred: bool,
    pub(super) value: Value,
}

pub(super) enum Value {
    /// `undefined` or `null`: an anonymous visitor.
    Nothing,
    /// An object literal.
    Object(Vec<Entry>),
    /// A string instead of an object.
    Text,
    /// The quotation marks are HTML's character references, which mean nothing in a script.
    Escaped,
    /// An expression whose value only a browser knows.
    Expression,
}

pub(super) struct Entry {
    pub(super) key: Key,
    pub(super) token: Token,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Of(Contract),
    /// A key that looks like one for a token and is none of the two.
    Misspelled,
    /// Anything else: the widget may have settings of its own.
    Other,
}

/// What stands where a token belongs.
pub(super) enum Token {
    Text(String),
    /// `undefined`, `null` or the empty string.
    Nothing,
    /// A token without quotation marks.
    Unquoted,
    /// An expression whose value only a browser knows.
    Expression,
}

/// How many assignments are looked at in a script.
const MOST: usize = 50;

/// The places in a script where the settings are set, in their order.
pub(super) fn read(script: &str, is_module: bool) -> Vec<Assignment> {
    if !script.contains(NAME) {
        return Vec::new();
    }
    let lexemes = lexemes(script);
    let reader = Reader { script, is_module, lexemes: &lexemes, scopes: Scopes::of(&lexemes) };
    // More than one is a fault, so that a script with a great many of them need not be read to its end.
    (0..lexemes.len()).filter_map(|place| reader.assignment(place)).take(MOST).collect()
}

struct Reader<'a> {
    script: &'a str,
    is_module: bool,
    lexemes: &'a [Lexeme<'a>],
    scopes: Scopes<'a>,
}

impl Reader<'_> {
    fn kind(&self, place: usize) -> Option<&Kind<'_>> {
        self.lexemes.get(place).map(|lexeme| &lexeme.kind)
    }

    fn is_sign(&self, place: usize, sign: char) -> bool {
        self.kind(place) == Some(&Kind::Sign(sign))
    }

    fn has_signs(&self, place: usize, signs: &str) -> bool {
        signs.chars().zip(place..).all(|(sign, place)| self.is_sign(place, sign))
    }

    /// The script from an element on.
    fn rest(&self, place: usize) -> &str {
        self.lexemes.get(place).map_or("", |lexeme| &self.script[lexeme.start..])
    }

    /// The assignment whose name stands at this place, if there is one.
    fn assignment(&self, place: usize) -> Option<Assignment> {
        let after = match self.kind(place)? {
            Kind::Word(word) if *word == NAME => place + 1,
            // window["algomoSettings"]
            Kind::Text(text) if text == NAME && self.is_sign(place + 1, ']') => place + 2,
            _ => return None,
        };
        let value = if self.is_assigned(after) {
            self.value(after + 1)
        } else if self.is_changed(after) {
            Value::Expression
        } else {
            return None;
        };
        let surroundings = self.scopes.around(place);
        Some(Assignment {
            range: self.lexemes[place].start..self.end(after, &value),
            is_off_window: self.is_off_window(place, &surroundings),
            is_deferred: surroundings.is_deferred,
            value,
        })
    }

    /// Whether the name at this place is not that of a property of `window`.
    fn is_off_window(&self, place: usize, surroundings: &Surroundings<'_>) -> bool {
        let is_global = !surroundings.is_in_function && !self.is_module;
        let Some(before) = place.checked_sub(1) else { return false };
        match self.kind(before) {
            Some(Kind::Word("let" | "const")) => true,
            Some(Kind::Word("var")) => !is_global,
            Some(Kind::Sign('.' | '[')) => {
                let owner = before.checked_sub(1);
                !owner.is_some_and(|owner| self.is_window(owner, is_global, surroundings))
            }
            _ => false,
        }
    }

    /// Whether `window` stands at this place, also by another name or as a property of itself.
    fn is_window(
        &self,
        mut place: usize,
        is_global: bool,
        surroundings: &Surroundings<'_>,
    ) -> bool {
        while let Some(Kind::Word(word)) = self.kind(place) {
            let owner = place.checked_sub(2).filter(|owner| self.is_sign(owner + 1, '.'));
            let Some(owner) = owner else {
                let is_other_name = surroundings.windows.contains(word);
                return is_window(word) || *word == "this" && is_global || is_other_name;
            };
            if !is_window(word) {
                return false;
            }
            place = owner;
        }
        false
    }

    /// Where the range of an assignment ends, in bytes. `sign` is the place of what follows the name.
    fn end(&self, sign: usize, value: &Value) -> usize {
        let place = sign + 1;
        let start = self.lexemes.get(place).map_or(self.script.len(), |lexeme| lexeme.start);
        match value {
            // Nothing that matters stands in the word.
            Value::Nothing => start,
            Value::Object(_) => match self.scopes.partner(place) {
                Some(end) => self.lexemes[end].start,
                None => self.script.len(),
            },
            // A semicolon may be a part of a character reference.
            Value::Escaped => self.script.len(),
            _ => self.end_of_statement(sign),
        }
    }

    fn end_of_statement(&self, mut place: usize) -> usize {
        while !matches!(self.kind(place), None | Some(Kind::Sign(';' | ')' | ']' | '}'))) {
            place = self.scopes.partner(place).unwrap_or(place) + 1;
        }
        self.lexemes.get(place).map_or(self.script.len(), |lexeme| lexeme.start)
    }

    /// Whether a single `=` stands here.
    fn is_assigned(&self, place: usize) -> bool {
        self.is_sign(place, '=') && !self.is_sign(place + 1, '=') && !self.is_sign(place + 1, '>')
    }

    /// Whether a property is set (`.key =`, `["key"] =`) or the whole under a condition (`??=`, `||=`, `&&=`).
    fn is_changed(&self, place: usize) -> bool {
        let is_property = self.is_sign(place, '.') && self.is_assigned(place + 2)
            || self.is_sign(place, '[') && self.is_assigned(place + 3);
        is_property || ["??=", "||=", "&&="].iter().any(|signs| self.has_signs(place, signs))
    }

    fn value(&self, place: usize) -> Value {
        match self.kind(place) {
            _ if is_quote_escaped(self.rest(place)) => Value::Escaped,
            Some(Kind::Sign('{')) => self.object(place + 1),
            Some(Kind::Text(_)) => Value::Text,
            Some(Kind::Word("undefined" | "null")) => Value::Nothing,
            _ => Value::Expression,
        }
    }

    fn object(&self, mut place: usize) -> Value {
        let mut entries = Vec::new();
        loop {
            let key = match self.kind(place) {
                Some(Kind::Sign('}')) => return Value::Object(entries),
                Some(Kind::Sign(',')) => {
                    place += 1;
                    continue;
                }
                _ if is_quote_escaped(self.rest(place)) => return Value::Escaped,
                Some(Kind::Word(key)) => read_key(key),
                Some(Kind::Text(key)) => read_key(key),
                // A computed key, or the entries of another object.
                _ => return Value::Expression,
            };
            let token = if self.is_sign(place + 1, ':') {
                place += 2;
                if is_quote_escaped(self.rest(place)) {
                    return Value::Escaped;
                }
                self.token(place)
            } else {
                Token::Expression
            };
            entries.push(Entry { key, token });
            place = self.end_of_value(place);
        }
    }

    fn token(&self, place: usize) -> Token {
        let is_whole = self.is_sign(place + 1, ',') || self.is_sign(place + 1, '}');
        let rest = self.rest(place);
        let word = rest.split([',', '}', ' ', '\n', '\r', '\t', ';']).next().unwrap_or_default();
        match self.kind(place) {
            _ if is_token_shaped(word) => Token::Unquoted,
            Some(Kind::Text(text)) if is_whole && text.is_empty() => Token::Nothing,
            Some(Kind::Text(text)) if is_whole => Token::Text(text.clone()),
            Some(Kind::Word("undefined" | "null")) if is_whole => Token::Nothing,
            _ => Token::Expression,
        }
    }

    /// The place of the comma or the brace after a value.
    fn end_of_value(&self, mut place: usize) -> usize {
        let mut depth = 0_usize;
        while let Some(kind) = self.kind(place) {
            match kind {
                Kind::Sign('{' | '[' | '(') => depth += 1,
                Kind::Sign(',' | '}') if depth == 0 => break,
                Kind::Sign('}' | ']' | ')') => depth = depth.saturating_sub(1),
                _ => {}
            }
            place += 1;
        }
        place
    }
}

fn read_key(key: &str) -> Key {
    if let Some(contract) = Contract::ALL.iter().find(|other| other.settings_key() == key) {
        return Key::Of(*contract);
    }
    let key = key.to_ascii_lowercase();
    let is_of_visitor = ["visitor", "auth", "user", "algomo"].iter().any(|word| key.contains(word));
    let is_token = key == "token" || key == "jwt" || key.contains("token") && is_of_visitor;
    if is_token { Key::Misspelled } else { Key::Other }
}
