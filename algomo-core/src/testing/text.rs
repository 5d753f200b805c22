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

/// The claims of a token, without any check.
pub(super) fn claims(token: &str) -> Option<Value> {
    decode(token.split('.').nth(1)?)
}

fn decode(payload: &str) -> Option<Value> {
    let json = URL_SAFE_NO_PAD.decode(payload).ok()?;
    serde_json::from_slice(&json).ok()
}

/// Whether the text has a visitor's token in it, or any token beside the name of the settings.
pub(super) fn mentions_visitor_token(text: &str) -> bool {
    let mut payloads = payloads(text).peekable();
    let is_of_settings = payloads.peek().is_some() && text.contains(NAME);
    is_of_settings || payloads.any(names_visitor)
}

/// Whether the text has a token with a visitor's claims in it. A script may name the settings and have another token, which is the
/// application's own.
pub(super) fn has_visitor_token(text: &str) -> bool {
    payloads(text).any(names_visitor)
}

/// The payload of everything that is shaped like a token, which may stand in a longer word, such as an address.
fn payloads(text: &str) -> impl Iterator<Item = &str> {
    let is_token_char = |char: char| char.is_ascii_alphanumeric() || "-_.".contains(char);
    text.split(move |char| !is_token_char(char)).flat_map(|word| {
        let parts = || word.split('.');
        let threes = parts().zip(parts().skip(1)).zip(parts().skip(2));
        threes.filter_map(|((header, payload), signature)| {
            // `eyJ` is `{"` in base64url.
            let is_token = header.contains("eyJ") && !payload.is_empty() && !signature.is_empty();
            is_token.then_some(payload)
        })
    })
}

/// Whether a payload has the claims that every visitor's token has. Other tokens of the application are its own matter.
fn names_visitor(payload: &str) -> bool {
    decode(payload)
        .is_some_and(|claims| ["id", "exp"].iter().all(|claim| claims.get(claim).is_some()))
}

/// Whether the text begins with a quotation mark as HTML escapes it.
pub(super) fn is_quote_escaped(text: &str) -> bool {
    const ESCAPES: [&str; 7] = ["&quot;", "&#34;", "&#x22;", "&#39;", "&#x27;", "&apos;", "&#039;"];
    ESCAPES.iter().any(|escape| {
        text.get(..escape.len()).is_some_and(|start| start.eq_ignore_ascii_case(escape))
    })
}
