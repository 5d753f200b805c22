//! What a token looks like in a text.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

/// The property of `window` that the widget reads.
pub(super) const NAME: &str = "algomoSettings";

/// Whether the text is a JWT by its shape: three parts with dots between them, of which the first is a JSON object.
pub(super) fn is_token_shaped(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    // `eyJ` is `{"` in base64url.
    text.starts_with("eyJ") && text.split('.').count() == 3 && text.split('.').all(is_part)
}

/// The payload of a token, without any check.
pub(super) fn payload(token: &str) -> Option<Value> {
    let json = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    serde_json::from_slice(&json).ok()
}

/// Whether the text has a visitor's token in it, or any token beside the name of the settings.
pub(super) fn mentions_visitor_token(text: &str) -> bool {
    let mut tokens = tokens(text).peekable();
    let is_of_settings = tokens.peek().is_some() && text.contains(NAME);
    is_of_settings || tokens.any(is_visitor_token)
}

/// Whether the text has a token with a visitor's claims in it. A script may name the settings and have another token, which is the
/// application's own.
pub(super) fn has_visitor_token(text: &str) -> bool {
    tokens(text).any(is_visitor_token)
}

/// All that is shaped like a token. It may stand in a longer word, such as an address.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let is_token_char = |char: char| char.is_ascii_alphanumeric() || "-_.".contains(char);
    text.split(move |char| !is_token_char(char)).flat_map(|word| {
        // Each dot may be the first of a token.
        word.match_indices('.').filter_map(|(dot, _)| {
            let header = word[..dot].rsplit('.').next()?;
            let start = dot - header.len() + header.find("eyJ")?;
            let second = dot + 1 + word[dot + 1..].find('.')?;
            let end = word[second + 1..].find('.').map_or(word.len(), |end| second + 1 + end);
            let token = &word[start..end];
            is_token_shaped(token).then_some(token)
        })
    })
}

/// Whether the token has the claims that every visitor's token has. Other tokens of the application are its own matter.
fn is_visitor_token(token: &str) -> bool {
    payload(token)
        .is_some_and(|claims| ["id", "exp"].iter().all(|claim| claims.get(claim).is_some()))
}

/// Whether the text begins with a quotation mark as HTML escapes it.
pub(super) fn is_quote_escaped(text: &str) -> bool {
    const ESCAPES: [&str; 7] = ["&quot;", "&#34;", "&#x22;", "&#39;", "&#x27;", "&apos;", "&#039;"];
    ESCAPES.iter().any(|escape| {
        text.get(..escape.len()).is_some_and(|start| start.eq_ignore_ascii_case(escape))
    })
}
