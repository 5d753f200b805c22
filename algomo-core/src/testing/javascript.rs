//! Words of JavaScript: enough of its grammar that nothing in a comment or a string is taken for code.

/// One element of a script.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lexeme<'a> {
    pub(super) kind: Kind<'a>,
    /// Where it begins in the script, in bytes.
    pub(super) start: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind<'a> {
    /// An identifier, a keyword or a number.
    Word(&'a str),
    /// A string literal, without its escapes.
    Text(String),
    /// A template literal with substitutions.
    Template,
    /// A regular expression.
    Regex,
    /// Any other character.
    Sign(char),
}

/// Splits a script into its elements.
pub(super) fn lexemes(script: &str) -> Vec<Lexeme<'_>> {
    let mut lexer = Lexer { script, position: 0, lexemes: Vec::new() };
    while lexer.step() {}
    lexer.lexemes
}

struct Lexer<'a> {
    script: &'a str,
    position: usize,
    lexemes: Vec<Lexeme<'a>>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.script[self.position..]
    }

    /// Reads one element, a comment or white space. `false` at the end.
    fn step(&mut self) -> bool {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return false };
        let start = self.position;
        let (kind, length) = match first {
            _ if first.is_whitespace() => (None, first.len_utf8()),
            _ if rest.starts_with("//") || rest.starts_with("<!--") => (None, line_length(rest)),
            _ if rest.starts_with("/*") => {
                (None, rest[2..].find("*/").map_or(rest.len(), |end| end + 4))
            }
            _ if is_word_char(first) => {
                let length = rest.find(|next| !is_word_char(next)).unwrap_or(rest.len());
                (Some(Kind::Word(&rest[..length])), length)
            }
            '"' | '\'' | '`' => {
                let (kind, length) = read_string(rest, first);
                (Some(kind), length)
            }
            '/' if self.expects_value() => (Some(Kind::Regex), regex_length(rest)),
            _ => (Some(Kind::Sign(first)), first.len_utf8()),
        };
        self.lexemes.extend(kind.map(|kind| Lexeme { kind, start }));
        self.position += length;
        true
    }

    /// Whether a slash would begin a regular expression here, and not divide.
    fn expects_value(&self) -> bool {
        match self.lexemes.last().map(|last| &last.kind) {
            None => true,
            Some(Kind::Sign(sign)) => !matches!(sign, ')' | ']' | '}'),
            Some(Kind::Word(word)) => {
                matches!(*word, "return" | "typeof" | "case" | "in" | "of" | "void" | "delete")
            }
            Some(_) => false,
        }
    }
}

fn is_word_char(char: char) -> bool {
    char.is_alphanumeric() || char == '_' || char == '$'
}

const LINE_ENDS: [char; 4] = ['\n', '\r', '\u{2028}', '\u{2029}'];

fn line_length(text: &str) -> usize {
    text.find(LINE_ENDS).unwrap_or(text.len())
}

/// The length of a regular expression, without its flags. It ends with its line at the latest.
fn regex_length(text: &str) -> usize {
    let mut is_class = false;
    let mut is_escaped = false;
    // The line's end is not looked for before: a long line may have many of them.
    for (place, char) in text.char_indices().skip(1) {
        match char {
            _ if LINE_ENDS.contains(&char) => return place,
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => is_class = true,
            ']' => is_class = false,
            '/' if !is_class => return place + 1,
            _ => {}
        }
    }
    text.len()
}

/// Reads a string that begins with `quote`. One without an end is as long as its line, or as the script in the case of a
/// template.
fn read_string(text: &str, quote: char) -> (Kind<'_>, usize) {
    let mut value = String::new();
    let mut has_substitution = false;
    let mut rest = &text[quote.len_utf8()..];
    while let Some(char) = rest.chars().next() {
        if char == '\n' && quote != '`' {
            break;
        }
        rest = &rest[char.len_utf8()..];
        if char == quote {
            break;
        }
        has_substitution |= quote == '`' && char == '$' && rest.starts_with('{');
        if char == '\\' {
            rest = read_escape(rest, &mut value);
        } else {
            value.push(char);
        }
    }
    let kind = if has_substitution { Kind::Template } else { Kind::Text(value) };
    (kind, text.len() - rest.len())
}

/// Reads what follows a backslash, and returns what follows the escape (ECMA-262, section 12.9.4).
fn read_escape<'a>(text: &'a str, value: &mut String) -> &'a str {
    let Some(char) = text.chars().next() else { return text };
    let rest = &text[char.len_utf8()..];
    let (digits, rest) = match char {
        'x' => split_digits(rest, 2),
        'u' => match rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            Some((digits, rest)) => (digits, rest),
            None => split_digits(rest, 4),
        },
        _ => {
            match char {
                'n' => value.push('\n'),
                'r' => value.push('\r'),
                't' => value.push('\t'),
                // A line that goes on.
                '\n' | '\r' => {}
                other => value.push(other),
            }
            return rest;
        }
    };
    let char = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    value.push(char.unwrap_or(char::REPLACEMENT_CHARACTER));
    rest
}

/// Splits off as many hexadecimal digits as there are, at most `count`.
fn split_digits(text: &str, count: usize) -> (&str, &str) {
    let digits = text.bytes().take(count).take_while(u8::is_ascii_hexdigit).count();
    text.split_at(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(script: &str) -> Vec<Kind<'_>> {
        lexemes(script).into_iter().map(|lexeme| lexeme.kind).collect()
    }

    #[test]
    fn a_regular_expression_ends_with_its_slash_or_its_line() {
        let then = |script| kinds(script).into_iter().skip(1).collect::<Vec<_>>();
        for script in ["/a/ b", r"/\/'/ b", "/[/']/ b", "/[a]/ b", r"/[\]/']/ b", "/'\nb", "/[\nb"]
        {
            assert_eq!(kinds(script)[0], Kind::Regex, "{script}");
            assert_eq!(then(script), [Kind::Word("b")], "{script}");
        }
    }

    #[test]
    fn a_word_may_have_underscores_and_dollars() {
        assert_eq!(kinds("a_$1+é"), [Kind::Word("a_$1"), Kind::Sign('+'), Kind::Word("é")]);
    }

    #[test]
    fn only_a_dollar_and_a_brace_in_backticks_are_a_substitution() {
        assert_eq!(kinds("`a${b}`"), [Kind::Template]);
        for text in ["\"${a}\"", "'{'", "`{a}`", "`$a`", "`$`"] {
            assert_eq!(kinds(text), [Kind::Text(text[1..text.len() - 1].to_owned())], "{text}");
        }
    }

    #[test]
    fn comments_and_strings_are_no_code() {
        for script in ["// a\n", "/* a\n b */", "<!-- a\n", "// a\u{2028}", ""] {
            assert_eq!(kinds(&format!("{script} x")).last(), kinds("x").last(), "{script}");
        }
        assert_eq!(kinds("/* x"), []);
        let text = |text: &str| vec![Kind::Text(text.into())];
        for (script, value) in [
            (r#""a'b""#, "a'b"),
            (r"'a\'b'", "a'b"),
            ("`a\nb`", "a\nb"),
            (
                r#""\x41\u0042\u{43}\/\n\
""#,
                "ABC/\n",
            ),
            (r#""\ud800\u{110000}\x""#, "\u{fffd}\u{fffd}\u{fffd}"),
            ("\"never closed", "never closed"),
            (r#""\"#, ""),
        ] {
            assert_eq!(kinds(script), text(value), "{script}");
        }
        assert_eq!(kinds("`a${b}`"), [Kind::Template]);
    }

    #[test]
    fn a_slash_divides_after_a_value() {
        assert_eq!(kinds(r#"a = /["'\/]/"#).last(), Some(&Kind::Regex));
        assert_eq!(kinds(r#"return /[/"]/"#).last(), Some(&Kind::Regex));
        assert_eq!(kinds("(a) / b / 'c'").last(), Some(&Kind::Text("c".into())));
        assert_eq!(kinds("1 / 2").len(), 3);
    }
}
