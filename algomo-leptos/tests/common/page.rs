//! What a reader finds in a page: whom it names, and whom its tokens name.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

/// A page without the placeholders of Leptos, of which there are more where components are erased (`erase_components`).
pub(crate) fn without_placeholders(html: &str) -> String {
    html.replace("<!>", "")
}

/// The tokens of a page, in its order.
pub(crate) fn tokens(html: &str) -> Vec<&str> {
    let values = html.split("window.algomoSettings = {\"").skip(1);
    values.map(|rest| rest.split('"').nth(2).expect("a token in quotes")).collect()
}

/// The claims of a token, which anyone can read.
pub(crate) fn claims(token: &str) -> Value {
    let payload = token.split('.').nth(1).expect("three parts");
    let json = URL_SAFE_NO_PAD.decode(payload).expect("base64url");
    serde_json::from_slice(&json).expect("JSON")
}

/// The names in the tokens of a page.
pub(crate) fn token_names(html: &str) -> Vec<String> {
    let names = tokens(html).into_iter().map(|token| claims(token)["name"].clone());
    names.map(|name| name.as_str().expect("a name").to_owned()).collect()
}

/// The names that a page shows: the texts of its `<b>` elements.
pub(crate) fn shown_names(html: &str) -> Vec<&str> {
    let elements = html.split("<b>").skip(1);
    elements.map(|rest| rest.split('<').next().expect("a text")).collect()
}
