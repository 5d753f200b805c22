//! Any nonce, widget id, loader URL and script attributes: what is accepted makes exactly the expected elements.
#![no_main]

use algomo_core::Visitor;
use algomo_fuzz::{Script, auth_at, scripts_of};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Input {
    nonce: Option<String>,
    widget_id: Option<String>,
    loader_url: Option<String>,
    attributes: Vec<(String, String)>,
    is_guest: bool,
}

/// A value as HTML's parser reads it: it has its own way with line ends and NUL (HTML, sections 13.2.3.5 and 13.2.5.36).
fn as_parsed(value: &str) -> String {
    value.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}")
}

fuzz_target!(|input: Input| {
    let mut auth = auth_at(1_700_000_000);
    let mut common = Vec::new();
    let (mut widget_id, mut loader_url) = (None, "https://app.algomo.com/algomo.min.js");
    if let Some(id) = &input.widget_id {
        if let Ok(with_id) = auth.clone().with_widget_id(id) {
            (auth, widget_id) = (with_id, Some(id));
        }
    }
    if let Some(url) = &input.loader_url {
        if let Ok(with_url) = auth.clone().with_loader_url(url) {
            assert!(
                url.starts_with("https://") || url.starts_with("http://") || url.starts_with('/')
            );
            assert!(!url.starts_with("//") && !url.contains('\\'));
            (auth, loader_url) = (with_url, url);
        }
    }
    if let Ok(with_attributes) = auth.clone().with_script_attributes(input.attributes.clone()) {
        auth = with_attributes;
        common =
            input.attributes.iter().map(|(name, value)| (name.clone(), as_parsed(value))).collect();
    }
    let user = (!input.is_guest).then(|| Visitor::new(1).name("</script>"));
    let mut settings = auth.settings(user).expect("a good visitor");
    if let Some(nonce) = &input.nonce {
        match settings.clone().with_nonce(nonce) {
            Ok(with_nonce) => {
                settings = with_nonce;
                common.insert(0, ("nonce".to_owned(), nonce.clone()));
            }
            Err(_) => assert!(
                auth.write_settings(Visitor::new(1), Some(nonce), &mut String::new()).is_err()
            ),
        }
    }
    let mut expected = Vec::new();
    if !input.is_guest {
        expected.push(Script { attributes: common.clone(), text: settings.script().to_string() });
    }
    if let Some(id) = widget_id {
        let mut attributes = common;
        for (name, value) in [("src", loader_url), ("async", ""), ("defer", ""), ("widget", id)] {
            attributes.push((name.to_owned(), value.to_owned()));
        }
        expected.push(Script { attributes, text: String::new() });
    }
    assert_eq!(scripts_of(&settings.to_string()), expected);
});
