//! Text that holds more than the bare secret, as it comes out of files, shells and templates.
//!
//! Each rule is narrow: random text in base64, base64url, base32 or hexadecimal has to pass.

use crate::claims::INVISIBLE;
use crate::error::Error;

/// What Algomo's documentation writes in place of the secret, without punctuation and in lower case.
const PLACEHOLDER: &str = "youralgomosecret";

/// Refuses text that is empty, or is not the bare secret.
pub(crate) fn check_text(text: &str) -> Result<(), Error> {
    let is_line_end = |char: char| matches!(char, '\u{2028}' | '\u{2029}');
    if text.is_empty() {
        Err(Error::SecretEmpty)
    } else if text.contains("-----BEGIN ") {
        Err(Error::SecretPem)
    } else if is_json_web_key(text) {
        Err(Error::SecretJwk)
    } else if text.contains(INVISIBLE) {
        Err(Error::SecretInvisibleCharacter)
    } else if text.trim() != text {
        Err(Error::SecretWhitespace)
    } else if text.contains(|char: char| char.is_control() || is_line_end(char)) {
        Err(Error::SecretControlCharacter)
    } else if is_quoted(text) {
        Err(Error::SecretQuoted)
    } else if text.ends_with(r"\n") {
        Err(Error::SecretEscapedLineEnd)
    } else if is_placeholder(text) {
        Err(Error::SecretPlaceholder)
    } else if is_assignment(text) {
        Err(Error::SecretAssignment)
    } else if is_reference(text) {
        Err(Error::SecretReference)
    } else if is_path(text) {
        Err(Error::SecretPath)
    } else {
        Ok(())
    }
}

/// A JSON Web Key or a set of them (RFC 7517, sections 4 and 5): an object whose keys name their type, `kty`. A line end after
/// it is usual in a file.
fn is_json_web_key(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('{') && text.ends_with('}') && text.contains("\"kty\"")
}

fn is_quoted(text: &str) -> bool {
    let in_quotes =
        |quote| text.strip_prefix(quote).is_some_and(|rest: &str| rest.ends_with(quote));
    ['"', '\'', '`'].into_iter().any(in_quotes)
}

/// In whatever brackets, case and separators.
fn is_placeholder(text: &str) -> bool {
    let letters = text.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).eq(PLACEHOLDER.chars())
}

/// `NAME=value`, with or without `export`. Base64 and base32 have `=` at their end only, and nothing or another `=` after
/// it.
fn is_assignment(text: &str) -> bool {
    let text = text.strip_prefix("export ").unwrap_or(text).trim_start();
    let Some((name, value)) = text.split_once('=') else { return false };
    is_variable_name(name) && !value.is_empty() && !value.starts_with('=')
}

/// One or more capitals, digits and underscores.
pub(crate) fn is_variable_name(text: &str) -> bool {
    let is_name_byte =
        |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    !text.is_empty() && text.bytes().all(is_name_byte)
}

/// `${…}`, `{{ … }}` or `$NAME`, and nothing else.
fn is_reference(text: &str) -> bool {
    let is_name = |name: &str| {
        name.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    (text.starts_with("${") && text.ends_with('}'))
        || (text.starts_with("{{") && text.ends_with("}}"))
        || text.strip_prefix('$').is_some_and(is_name)
}

/// Two or more segments of `/[a-z0-9._-]+`.
pub(crate) fn is_path(text: &str) -> bool {
    let is_segment = |segment: &str| {
        !segment.is_empty()
            && segment.bytes().all(|byte| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte)
            })
    };
    let Some(path) = text.strip_prefix('/') else { return false };
    path.contains('/') && path.split('/').all(is_segment)
}
