//! Attributes for both script elements, as consent managers ask for them.

use std::collections::BTreeMap;

use algomo_core::{Error, Visitor, VisitorAuth};
use proptest::collection::btree_map;
use proptest::prelude::*;

use crate::support::{NOBODY, auth};

const WIDGET_ID: &str = "0123456789abcdef01234567";

fn with_widget() -> VisitorAuth {
    auth().with_widget_id(WIDGET_ID).expect("a widget id")
}

/// Both elements of a page with these attributes, up to what is in each of them anyway.
fn opening_tags(auth: &VisitorAuth, nonce: Option<&str>) -> [String; 2] {
    let mut page = String::new();
    assert_eq!(auth.write_settings(Visitor::new(1), nonce, &mut page), Ok(true));
    let settings = auth.settings(Visitor::new(1)).expect("no error");
    let settings = match nonce {
        Some(nonce) => settings.with_nonce(nonce).expect("a nonce"),
        None => settings,
    };
    assert_eq!(settings.to_string(), page);
    let element = settings.settings_element().to_string();
    let (first, _) = element.split_once(">window.").expect("an opening tag");
    let element = settings.loader_element().to_string();
    let (second, _) = element.split_once(" src=").expect("an opening tag");
    [first.to_owned(), second.to_owned()]
}

#[test]
fn they_stand_on_both_elements_in_their_order() {
    let auth = with_widget()
        .with_script_attributes([
            ("type", "text/plain"),
            ("data-cookieconsent", "marketing"),
            ("class", "a b"),
            ("data-x.y:z_1", ""),
        ])
        .expect("attributes");
    let attributes =
        r#" type="text/plain" data-cookieconsent="marketing" class="a b" data-x.y:z_1="""#;
    assert_eq!(
        opening_tags(&auth, None),
        [format!("<script{attributes}"), format!("<script{attributes}")]
    );
    let with_nonce = format!("<script nonce=\"bm9uY2U=\"{attributes}");
    assert_eq!(opening_tags(&auth, Some("bm9uY2U=")), [with_nonce.clone(), with_nonce]);
    let loader = auth.settings(NOBODY).expect("no error").to_string();
    assert_eq!(
        loader,
        format!(
            r#"<script{attributes} src="https://app.algomo.com/algomo.min.js" async defer widget="{WIDGET_ID}"></script>"#
        ),
    );
}

#[test]
fn values_are_escaped() {
    let value = r#"a"b<c>d&e'f&quot;</script>"#;
    let auth = with_widget().with_script_attributes([("data-x", value)]).expect("an attribute");
    let expected =
        r#"<script data-x="a&quot;b&lt;c&gt;d&amp;e'f&amp;quot;&lt;/script&gt;""#.to_owned();
    assert_eq!(opening_tags(&auth, None), [expected.clone(), expected]);
}

#[test]
fn the_last_attributes_replace_earlier_ones() {
    let auth = with_widget().with_script_attributes([("data-a", "1"), ("data-b", "2")]);
    let auth = auth.and_then(|auth| auth.with_script_attributes([("data-b", "3")]));
    let expected = "<script data-b=\"3\"".to_owned();
    assert_eq!(opening_tags(&auth.expect("attributes"), None), [expected.clone(), expected]);
    let none = with_widget().with_script_attributes([("data-a", "1")]);
    let none = none.and_then(|auth| auth.with_script_attributes(<[(&str, &str); 0]>::default()));
    assert_eq!(opening_tags(&none.expect("none"), None), ["<script"; 2]);
}

#[test]
fn they_are_taken_from_any_pairs_of_strings() {
    let map = BTreeMap::from([("data-a".to_owned(), "1".to_owned())]);
    let vector = vec![("data-a".to_owned(), "1")];
    let expected = ["<script data-a=\"1\""; 2];
    for auth in [
        with_widget().with_script_attributes(&map),
        with_widget().with_script_attributes(map.clone()),
        with_widget().with_script_attributes(vector),
        with_widget().with_script_attributes(Some(("data-a", "1".to_owned()))),
    ] {
        assert_eq!(opening_tags(&auth.expect("an attribute"), None), expected);
    }
}

#[test]
fn names_that_are_ours_execute_or_are_malformed_are_refused() {
    let long = "a".repeat(100) + " ";
    for name in [
        "src",
        "nonce",
        "widget",
        "integrity",
        "async",
        "defer",
        "id",
        "onload",
        "onerror",
        "on",
        "on-x",
        "onclick",
        "Type",
        "DATA-X",
        "data-X",
        "",
        " ",
        "data x",
        "data-x ",
        " data-x",
        "data\tx",
        "data\n",
        "a=b",
        "a\"b",
        "a'b",
        "a>b",
        "a<b",
        "a/b",
        "a`b",
        "1a",
        "-a",
        "_a",
        ".a",
        ":a",
        "é",
        "data-é",
        "a\0",
        "a\u{200b}",
        &long,
    ] {
        let error = with_widget().with_script_attributes([(name, "x")]).expect_err("refused");
        assert!(matches!(error, Error::InvalidScriptAttribute { .. }), "{name:?}");
        let later = with_widget().with_script_attributes([("data-a", "x"), (name, "x")]);
        assert_eq!(later.err(), Some(error), "{name:?}");
    }
    // Names that only begin or end like one of these.
    for name in
        ["source", "src-x", "data-src", "data-id", "idx", "async-x", "data-on", "o", "one-x"]
    {
        let is_event = name.starts_with("on");
        let outcome = with_widget().with_script_attributes([(name, "x")]);
        assert_eq!(outcome.is_err(), is_event, "{name}");
    }
}

#[test]
fn a_name_given_twice_is_refused() {
    let error = with_widget()
        .with_script_attributes([("data-a", "1"), ("data-b", "2"), ("data-a", "1")])
        .expect_err("twice");
    assert_eq!(error, Error::InvalidScriptAttribute { name: "data-a".to_owned() });
}

#[test]
fn the_error_shows_the_name_within_bounds_and_never_the_value() {
    let refuse = |name: &str| {
        with_widget().with_script_attributes([(name, "private")]).expect_err("refused").to_string()
    };
    assert!(refuse("onload").contains("the script attribute onload is not allowed"));
    assert!(refuse("a\u{1b}[2Jb").contains("a\\u{1b}[2Jb"));
    // A text that is as long as a secret may be one.
    assert!(refuse(&"A".repeat(31)).contains(&format!(" {} ", "A".repeat(31))));
    for long in [32, 1000].map(|length| refuse(&"A".repeat(length))) {
        assert!(long.contains("(name withheld)") && !long.contains("AA"), "{long}");
    }
    assert!(!refuse("onload").contains("private"));
}

proptest! {
    /// Whatever is accepted can be read back from both elements as it was given.
    #[test]
    fn accepted_attributes_are_read_back(
        attributes in btree_map("[a-z][a-z0-9._:-]{0,8}|[ -~]{0,6}", any::<String>(), 0..5),
    ) {
        let Ok(auth) = with_widget().with_script_attributes(&attributes) else { return Ok(()) };
        for tag in opening_tags(&auth, None) {
            let mut rest = tag.strip_prefix("<script").expect("a script");
            let mut read = BTreeMap::new();
            while let Some(attribute) = rest.strip_prefix(' ') {
                let (name, behind) = attribute.split_once("=\"").expect("a name");
                let (value, behind) = behind.split_once('"').expect("a value");
                let value = value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
                read.insert(name.to_owned(), value.replace("&amp;", "&"));
                rest = behind;
            }
            prop_assert_eq!(rest, "");
            prop_assert_eq!(&read, &attributes);
        }
    }
}
