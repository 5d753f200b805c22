//! The functions of a script, and whether they run where they stand.

use core::ops::Range;
use std::collections::HashSet;

use super::brackets::Brackets;
use super::javascript::{Kind, Lexeme};

/// What stands around a place in a script.
#[derive(Default)]
pub(super) struct Surroundings<'a> {
    pub(super) is_in_function: bool,
    /// Whether one of the functions may run later, or never.
    pub(super) is_deferred: bool,
    /// The parameters that are another name for `window`, as in `(function (w) { … })(window)`.
    pub(super) windows: Vec<&'a str>,
}

/// What is known of a function.
struct Function<'a> {
    /// Where it begins, with `async` or its name if it is a method.
    start: usize,
    /// Its parameters, without their parentheses.
    parameters: Range<usize>,
    /// The name that the script can call it by.
    name: Option<&'a str>,
    is_async: bool,
    is_generator: bool,
}

/// A script, divided into its functions.
pub(super) struct Scopes<'a> {
    lexemes: &'a [Lexeme<'a>],
    brackets: Brackets,
    /// For each element in the body of a function without braces, and directly in the same brackets, the place before the arrow.
    arrows: Vec<Option<usize>>,
    /// The names that are called, each with the innermost bracket around the call.
    calls: HashSet<(Option<usize>, &'a str)>,
}

impl<'a> Scopes<'a> {
    pub(super) fn of(lexemes: &'a [Lexeme<'a>]) -> Self {
        let brackets = Brackets::of(lexemes);
        let mut scopes = Self { lexemes, brackets, arrows: Vec::new(), calls: HashSet::new() };
        for place in 0..lexemes.len() {
            let arrow = scopes.before_arrow_around(place);
            scopes.arrows.push(arrow);
        }
        let calls = (0..lexemes.len()).filter_map(|place| scopes.called(place));
        scopes.calls = calls.collect();
        scopes
    }

    /// The place of the bracket that belongs to the one at this place. `None` if there is no bracket, or it has no partner.
    pub(super) fn partner(&self, place: usize) -> Option<usize> {
        self.brackets.partner(place)
    }

    /// Goes outward from a place, from function to function.
    pub(super) fn around(&self, place: usize) -> Surroundings<'a> {
        let mut found = Surroundings::default();
        let wait = (0..place).rfind(|place| self.word(*place) == Some("await"));
        let mut next = place;
        loop {
            let outer = self.brackets.outer(next);
            if let Some(last) = self.arrows.get(next).copied().flatten() {
                let function = self.arrow_function(last);
                // Without braces, it ends where the parentheses around it do.
                let end = outer.and_then(|outer| self.partner(outer)).map(|end| end - 1);
                self.enter(&function, end, wait >= Some(last), &mut found);
                next = function.start;
                continue;
            }
            let Some(outer) = outer else { return found };
            next = outer;
            if let Some(function) = self.function_with_body(outer) {
                self.enter(&function, self.partner(outer), wait >= Some(outer), &mut found);
                next = function.start;
            }
        }
    }

    /// Notes a function that ends at `end`, with an `await` before the place that is asked about or without one.
    fn enter(
        &self,
        function: &Function<'a>,
        end: Option<usize>,
        has_await: bool,
        found: &mut Surroundings<'a>,
    ) {
        found.is_in_function = true;
        let waits = function.is_async && has_await;
        let arguments = end.and_then(|end| self.arguments(function.start, end));
        if let Some(first) = arguments {
            found.windows.extend(self.windows(function.parameters.clone(), first));
        }
        let is_lazy = found.is_deferred || waits || function.is_generator;
        found.is_deferred = is_lazy || arguments.is_none() && !self.is_called_beside(function);
    }

    /// What `arrows` has for a place, when it has all that stands before.
    fn before_arrow_around(&self, place: usize) -> Option<usize> {
        let before = place.checked_sub(1)?;
        if self.brackets.outer(place) == Some(before) || self.is_boundary(before, place) {
            return None;
        }
        // What stands in brackets is passed over.
        let start = self.partner(before).unwrap_or(before).min(before);
        self.before_arrow(before).or(self.arrows[start])
    }

    /// Whether no expression goes on from one element to the next: after a semicolon or a comma, and where a line ends or a
    /// statement has its body.
    fn is_boundary(&self, before: usize, next: usize) -> bool {
        const OPERATORS: [&str; 3] = ["in", "of", "instanceof"];
        let is_start = self.word(next).is_some_and(|word| !OPERATORS.contains(&word));
        let ends_value = self.ends_value(before) || self.is_sign(before, '}');
        self.is_sign(before, ';') || self.is_sign(before, ',') || is_start && ends_value
    }

    /// Whether a value ends here, so that a parenthesis after it calls it.
    fn ends_value(&self, place: usize) -> bool {
        const KEYWORDS: [&str; 14] = [
            "return",
            "typeof",
            "void",
            "await",
            "new",
            "delete",
            "in",
            "of",
            "instanceof",
            "yield",
            "else",
            "do",
            "case",
            "throw",
        ];
        match self.kind(place) {
            Some(Kind::Word(word)) => !KEYWORDS.contains(word),
            Some(Kind::Sign(sign)) => matches!(sign, ')' | ']'),
            Some(_) => true,
            None => false,
        }
    }

    /// The place before an arrow whose second character stands here.
    fn before_arrow(&self, place: usize) -> Option<usize> {
        let last = place.checked_sub(2)?;
        (self.is_sign(place, '>') && self.is_sign(last + 1, '=')).then_some(last)
    }

    /// The function whose parameters end at this place, before its arrow.
    fn arrow_function(&self, last: usize) -> Function<'a> {
        let parenthesis = self.partner(last).filter(|_| self.is_sign(last, ')'));
        let parameters = parenthesis.map_or(last..last + 1, |start| start + 1..last);
        let (start, is_async) = self.with_async(parenthesis.unwrap_or(last));
        Function { start, parameters, name: self.variable(start), is_async, is_generator: false }
    }

    /// The function whose body begins with the bracket at this place, if it is one.
    fn function_with_body(&self, brace: usize) -> Option<Function<'a>> {
        const STATEMENTS: [&str; 7] = ["if", "for", "while", "switch", "catch", "with", "await"];
        let last = brace.checked_sub(1).filter(|_| self.is_sign(brace, '{'))?;
        if let Some(last) = self.before_arrow(last) {
            return Some(self.arrow_function(last));
        }
        let parenthesis = self.partner(last).filter(|_| self.is_sign(last, ')'))?;
        let parameters = parenthesis + 1..last;
        let before = parenthesis.checked_sub(1)?;
        let own_name = self.word(before).filter(|word| *word != "function");
        if own_name.is_some_and(|word| STATEMENTS.contains(&word)) {
            return None;
        }
        let mut start = if own_name.is_some() { before.checked_sub(1)? } else { before };
        let is_generator = self.is_sign(start, '*');
        start = start.checked_sub(usize::from(is_generator))?;
        if self.word(start) != Some("function") {
            // A method, which something else may call.
            let name = None;
            return Some(Function {
                start: before,
                parameters,
                name,
                is_async: false,
                is_generator,
            });
        }
        let (start, is_async) = self.with_async(start);
        let name = own_name.or_else(|| self.variable(start));
        Some(Function { start, parameters, name, is_async, is_generator })
    }

    /// Where a function begins that has its `function` or its parameters here, and whether it is asynchronous.
    fn with_async(&self, place: usize) -> (usize, bool) {
        let before = place.checked_sub(1).filter(|before| self.word(*before) == Some("async"));
        (before.unwrap_or(place), before.is_some())
    }

    /// The variable that the value at this place is assigned to.
    fn variable(&self, value: usize) -> Option<&'a str> {
        let sign = value.checked_sub(1).filter(|place| self.is_sign(*place, '='))?;
        let name = sign.checked_sub(1)?;
        let is_property = name.checked_sub(1).is_some_and(|before| self.is_sign(before, '.'));
        self.word(name).filter(|_| !is_property)
    }

    /// The place of the first argument if a function is called on the spot.
    fn arguments(&self, start: usize, end: usize) -> Option<usize> {
        let before = start.checked_sub(1)?;
        let is_declared = matches!(self.kind(before), Some(Kind::Sign(';' | '{' | '}' | ')')));
        let is_grouped = self.is_sign(before, '(') && self.partner(before) == Some(end + 1);
        // Otherwise the function is an argument of another.
        let is_alone = before.checked_sub(1).is_none_or(|place| !self.ends_value(place));
        if is_grouped
            && is_alone
            && let Some(first) = self.call(end + 2)
        {
            return Some(first);
        }
        self.call(end + 1).filter(|_| !is_declared)
    }

    /// The place of the first argument of a call, which may be a call of `call` or `apply`.
    fn call(&self, place: usize) -> Option<usize> {
        let is_by_name = self.is_sign(place, '.') && self.is_sign(place + 2, '(');
        match self.word(place + 1) {
            Some("call") if is_by_name => Some(place + 5),
            // The arguments are in an array.
            Some("apply") if is_by_name => Some(self.lexemes.len()),
            _ => self.is_sign(place, '(').then_some(place + 1),
        }
    }

    /// The parameters that get `window` as their argument.
    fn windows(&self, parameters: Range<usize>, first: usize) -> Vec<&'a str> {
        let mut windows = Vec::new();
        for (parameter, argument) in parameters.step_by(2).zip((first..).step_by(2)) {
            let (Some(name), Some(value)) = (self.word(parameter), self.word(argument)) else {
                break;
            };
            let is_last = self.is_sign(argument + 1, ')');
            if is_window(value) && (is_last || self.is_sign(argument + 1, ',')) {
                windows.push(name);
            }
            if is_last || !self.is_sign(argument + 1, ',') || !self.is_sign(parameter + 1, ',') {
                break;
            }
        }
        windows
    }

    /// The name that is called at this place, outside of functions without braces, and the innermost bracket around it.
    fn called(&self, place: usize) -> Option<(Option<usize>, &'a str)> {
        let name = self.word(place).filter(|_| self.is_sign(place + 1, '('))?;
        let is_other = place.checked_sub(1).is_some_and(|before| {
            self.word(before) == Some("function") || self.is_sign(before, '.')
        });
        let is_call = !is_other && self.arrows[place].is_none();
        is_call.then_some((self.brackets.outer(place), name))
    }

    /// Whether the script calls the function by its name, next to where it stands.
    fn is_called_beside(&self, function: &Function<'a>) -> bool {
        let outer = self.brackets.outer(function.start);
        function.name.is_some_and(|name| self.calls.contains(&(outer, name)))
    }

    fn kind(&self, place: usize) -> Option<&Kind<'a>> {
        self.lexemes.get(place).map(|lexeme| &lexeme.kind)
    }

    fn is_sign(&self, place: usize, sign: char) -> bool {
        self.kind(place) == Some(&Kind::Sign(sign))
    }

    fn word(&self, place: usize) -> Option<&'a str> {
        match self.kind(place)? {
            Kind::Word(word) => Some(*word),
            _ => None,
        }
    }
}

/// Whether a name is that of the page's `window` everywhere.
pub(super) fn is_window(name: &str) -> bool {
    ["window", "self", "globalThis"].contains(&name)
}
