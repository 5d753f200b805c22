//! The settings script for a page of the same origin: each of its JavaScript strings reads back as what was set.
#![no_main]

use algomo_core::Visitor;
use algomo_core::http::{ResponseMark, ResponseMint, ScriptAnswer, ScriptVisitor};
use algomo_fuzz::auth_at;
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Input {
    loader_url: String,
    attributes: Vec<(String, String)>,
    id: i64,
    name: String,
}

fn string(literal: &str) -> String {
    serde_json::from_str(literal).unwrap_or_else(|error| panic!("{error} in {literal}"))
}

fuzz_target!(|input: Input| {
    let mut auth =
        auth_at(1_700_000_000).with_widget_id("0123456789abcdef01234567").expect("an id");
    let (mut url, mut attributes) = ("https://app.algomo.com/algomo.min.js", [].as_slice());
    if let Ok(with_url) = auth.clone().with_loader_url(&input.loader_url) {
        (auth, url) = (with_url, &input.loader_url);
    }
    if let Ok(with_attributes) = auth.clone().with_script_attributes(input.attributes.clone()) {
        (auth, attributes) = (with_attributes, &input.attributes);
    }
    let mint = ResponseMint::new(ResponseMark::new()).with_auth(Some(auth.clone()));
    let user = ScriptVisitor::Known(Visitor::new(input.id).name(&input.name));
    let script = ScriptAnswer::new(&mint, &user).expect("a good visitor").into_body();
    assert!(script.bytes().all(|byte| byte == b'\n' || (b' '..=b'~').contains(&byte)), "{script}");
    assert!(!script.contains("</") && !script.contains("<!"), "{script}");

    let lines: Vec<&str> = script.lines().map(str::trim).collect();
    let set = lines.iter().filter_map(|line| {
        let arguments = line.strip_prefix("loader.setAttribute(")?.strip_suffix(");")?;
        // No string of ours has a quotation mark in it, so this is the place between the two.
        let (name, value) = arguments.split_once("\", \"").expect("two strings");
        Some((string(&format!("{name}\"")), string(&format!("\"{value}"))))
    });
    let own = [("async", ""), ("defer", ""), ("widget", "0123456789abcdef01234567")];
    let own = own.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert!(set.eq(attributes.iter().cloned().chain(own)), "{script}");
    let src = lines.iter().find_map(|line| line.strip_prefix("loader.src = ")?.strip_suffix(';'));
    assert_eq!(string(src.expect("a source")), url);

    let token = lines[2].strip_prefix(r#"window.algomoSettings = {"visitorToken":""#);
    let token = token.and_then(|rest| rest.strip_suffix(r#""};"#)).expect("a token");
    let read = auth.verify(token).expect("a good token");
    assert_eq!(read.name(), Some(input.name.as_str()));
    // One line more for each attribute, and no other.
    let plain = auth_at(1_700_000_000).with_widget_id("0123456789abcdef01234567").expect("an id");
    let mint = ResponseMint::new(ResponseMark::new()).with_auth(Some(plain));
    let plain = ScriptAnswer::new(&mint, &user).expect("a good visitor").into_body();
    assert_eq!(lines.len(), plain.lines().count() + attributes.len(), "{script}");
});
