//! Where the widget is loaded from.

use algomo_core::{Error, Visitor};
use proptest::prelude::*;

use crate::support::{NOBODY, auth};

const WIDGET_ID: &str = "0123456789abcdef01234567";

/// The loader's element with this URL, which has to be there whoever asks for the page.
fn element(url: &str) -> Result<String, Error> {
    let auth = auth().with_loader_url(url)?.with_widget_id(WIDGET_ID).expect("a widget id");
    let element = auth.settings(NOBODY).expect("no error").to_string();
    for id in [1, 2] {
        let settings = auth.settings(Visitor::new(id)).expect("no error");
        assert_eq!(settings.loader_element().to_string(), element);
        assert!(settings.to_string().ends_with(&element));
    }
    Ok(element)
}

#[test]
fn addresses_with_a_scheme_and_paths_of_the_same_origin_are_taken() {
    for url in [
        "https://app.algomo.com/algomo.min.js",
        "https://example.com",
        "http://localhost:3000/widget.js",
        "http://127.0.0.1:8080/",
        "https://[::1]:8443/a",
        "https://user@example.com/a;b,c=d!e$f'g(h)*i+j",
        "/widget.js",
        "/",
        "/a//b",
        "/static/algomo.js?v=1#x",
        "/%22%3E",
        "/.~-_",
    ] {
        let expected = format!(r#"<script src="{url}" async defer widget="{WIDGET_ID}"></script>"#);
        assert_eq!(element(url), Ok(expected));
    }
}

#[test]
fn an_ampersand_is_escaped() {
    assert_eq!(
        element("/w.js?a=1&b=2&amp;c"),
        Ok(format!(
            r#"<script src="/w.js?a=1&amp;b=2&amp;amp;c" async defer widget="{WIDGET_ID}"></script>"#
        )),
    );
}

#[test]
fn other_origins_schemes_and_characters_are_refused() {
    for url in [
        "",
        "//x",
        "//example.com/widget.js",
        "///x",
        "/\\x",
        "/\\example.com",
        "\\\\example.com",
        "/a\\b",
        "https://",
        "http://",
        "https:///x",
        "http:////x",
        "https:/x",
        "https:x",
        "HTTPS://example.com",
        "Http://example.com",
        "javascript:alert(1)",
        "data:text/javascript,alert(1)",
        "blob:https://example.com/1",
        "file:///etc/passwd",
        "ftp://example.com/x",
        "widget.js",
        "./widget.js",
        "../widget.js",
        "?x",
        "#x",
        " /x",
        " https://example.com",
        "/x ",
        "/a b",
        "/a\tb",
        "/a\nb",
        "/\t/example.com",
        "/\n/example.com",
        "/\0",
        "/\"",
        "/\"onload=\"alert(1)",
        "/<",
        "/>",
        "/`",
        "/{x}",
        "/^",
        "/|",
        "/é",
        "https://bücher.example/",
        "/\u{2215}x",
        "\u{feff}/x",
    ] {
        assert_eq!(element(url), Err(Error::InvalidLoaderUrl), "{url:?}");
    }
}

#[test]
fn without_a_widget_id_there_is_no_loader() {
    let auth = auth().with_loader_url("/widget.js").expect("a URL");
    assert_eq!(auth.settings(NOBODY).expect("no error").to_string(), "");
    assert_eq!(auth.settings(Visitor::new(1)).expect("no error").loader_element().to_string(), "");
}

#[test]
fn the_order_of_the_settings_does_not_matter_and_the_last_one_counts() {
    let one = auth().with_widget_id("old").and_then(|auth| auth.with_widget_id(WIDGET_ID));
    let one = one.and_then(|auth| auth.with_loader_url("/old.js")?.with_loader_url("/new.js"));
    let one = one.expect("settings").settings(NOBODY).expect("no error").to_string();
    assert_eq!(Ok(one), element("/new.js"));
    // A setting that is refused, or of a clone, changes nothing of the mint that it was asked of.
    let auth = auth().with_widget_id(WIDGET_ID).expect("a widget id");
    let before = auth.settings(NOBODY).expect("no error").to_string();
    assert!(auth.clone().with_loader_url("//x").is_err());
    let other = auth.clone().with_loader_url("/x").and_then(|auth| auth.with_widget_id("other"));
    assert!(other.is_ok());
    assert_eq!(auth.settings(NOBODY).expect("no error").to_string(), before);
    assert!(before.contains(r#"src="https://app.algomo.com/algomo.min.js""#));
}

proptest! {
    /// Whatever is accepted stays in its attribute, and names a server or this one's path.
    #[test]
    fn no_accepted_url_leaves_its_attribute(url in "(https://|http://|/|//|/\\\\|)[ -~é\\t\\n]{0,20}") {
        if let Ok(html) = element(&url) {
            let (_, behind) = html.split_once("src=\"").expect("an attribute");
            let (value, rest) = behind.split_once('"').expect("its end");
            prop_assert_eq!(value.replace("&amp;", "&"), url.as_str());
            prop_assert!(rest.starts_with(" async defer widget="));
            prop_assert!(!url.contains(['\\', ' ', '"', '<', '>', 'é', '\t', '\n']));
            prop_assert!(!url.starts_with("//"));
        }
    }
}
