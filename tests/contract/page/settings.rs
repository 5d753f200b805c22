//! The HTML, byte for byte, and what else the settings yield.

use algomo_core::{AlgomoVisitor, Error, Settings, Visitor, VisitorAuth};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proptest::option;
use proptest::prelude::*;

use crate::support::{Current, Known, NOBODY, auth, mint, sha256};

const WIDGET_ID: &str = "64b26869eccc94a185db7f18";

fn auth_with_widget() -> VisitorAuth {
    auth().with_widget_id(WIDGET_ID).expect("a widget id")
}

/// The documentation's sample user.
fn john() -> Visitor<'static> {
    Visitor::new(1).name("John Doe").email("john@example.com")
}

/// The token of the documentation's sample user, the first of the vectors.
const TOKEN: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.\
    eyJpZCI6MSwibmFtZSI6IkpvaG4gRG9lIiwiZW1haWwiOiJqb2huQGV4YW1wbGUuY29tIiwiZXhwIjo0MTAyNDQ0ODAwfQ.\
    OUxPXJ3tFTDWTQqsswOjT4BrztHAKLO1t6w8osoMN88";

const NONCE: &str = "R0VORVJBVEVEIGFuZXc=";
const SHORTER: &str = "bm9uY2U";
const LONGER: &str = "c29tZXRoaW5nIHRoYXQgaXMgYSBnb29kIGRlYWwgbG9uZ2VyIHRoYW4gdGhlIG90aGVy_-8=";

fn settings_script(nonce: &str) -> String {
    format!("<script{nonce}>window.algomoSettings = {{\"visitorToken\":\"{TOKEN}\"}};</script>")
}

fn loader(nonce: &str) -> String {
    format!(
        "<script{nonce} src=\"https://app.algomo.com/algomo.min.js\" async defer \
         widget=\"64b26869eccc94a185db7f18\"></script>"
    )
}

/// The settings of a user or of nobody, with each of the nonces in turn.
fn render<V: AlgomoVisitor>(auth: &VisitorAuth, user: &V, nonces: &[&str]) -> Settings {
    let settings = auth.settings(user).expect("no error");
    nonces.iter().fold(settings, |settings, nonce| settings.with_nonce(nonce).expect("a nonce"))
}

#[test]
fn the_html_is_exactly_this() {
    let (plain, with_widget) = (auth(), auth_with_widget());
    let (john, nonce) = (Known(john()), r#" nonce="R0VORVJBVEVEIGFuZXc=""#);
    let cases = [
        (render(&plain, &john, &[]), settings_script("")),
        (render(&plain, &john, &[NONCE]), settings_script(nonce)),
        (render(&with_widget, &john, &[]), settings_script("") + &loader("")),
        (render(&with_widget, &john, &[NONCE]), settings_script(nonce) + &loader(nonce)),
        (render(&plain, &NOBODY, &[]), String::new()),
        (render(&plain, &NOBODY, &[NONCE]), String::new()),
        (render(&with_widget, &NOBODY, &[]), loader("")),
        (render(&with_widget, &NOBODY, &[NONCE]), loader(nonce)),
    ];
    for (settings, html) in cases {
        assert_eq!(settings.to_string(), html);
        assert_eq!(format!("{settings}{settings}"), html.repeat(2));
        assert_eq!(String::from(settings), html);
    }
}

#[test]
fn the_html_without_nonce_or_widget_is_exactly_this_text() {
    assert_eq!(
        auth().settings(Known(john())).expect("no error").to_string(),
        "<script>window.algomoSettings = {\"visitorToken\":\"eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpZCI6MSwibmFtZSI6IkpvaG4gRG9lIiwiZW1haWwiOiJqb2huQGV4YW1wbGUuY29tIiwiZXhwIjo0MTAyNDQ0ODAwfQ.OUxPXJ3tFTDWTQqsswOjT4BrztHAKLO1t6w8osoMN88\"};</script>"
    );
}

#[test]
fn the_contract_decides_the_key() {
    let known = auth().settings(Known(john())).expect("no error");
    assert_eq!(known.json().to_string(), format!(r#"{{"visitorToken":"{TOKEN}"}}"#));

    let current = Current(john());
    let token = mint(&auth(), &current);
    assert_ne!(token, TOKEN);
    let settings = auth().settings(&current).expect("no error");
    assert_eq!(settings.json().to_string(), format!(r#"{{"authToken":"{token}"}}"#));
    assert_eq!(
        settings.to_string(),
        format!("<script>window.algomoSettings = {{\"authToken\":\"{token}\"}};</script>"),
    );
}

#[test]
fn a_second_nonce_replaces_the_first() {
    for auth in [auth(), auth_with_widget()] {
        for nonces in [
            [NONCE, SHORTER],
            [NONCE, LONGER],
            [SHORTER, LONGER],
            [LONGER, SHORTER],
            [NONCE, NONCE],
        ] {
            let last = &nonces[1..];
            let john = Known(john());
            let html = |user: &dyn AlgomoVisitor, nonces: &[&str]| {
                render(&auth, &user, nonces).to_string()
            };
            assert_eq!(html(&john, &nonces), html(&john, last), "{nonces:?}");
            assert_eq!(html(&NOBODY, &nonces), html(&NOBODY, last), "{nonces:?}");
        }
    }
    let many =
        render(&auth_with_widget(), &Known(john()), &[SHORTER, LONGER, NONCE, LONGER, SHORTER]);
    let nonce = r#" nonce="bm9uY2U""#;
    assert_eq!(many.to_string(), settings_script(nonce) + &loader(nonce));
}

#[test]
fn a_nonce_changes_neither_the_object_nor_the_script_nor_its_hash() {
    let object = format!(r#"{{"visitorToken":"{TOKEN}"}}"#);
    let script = format!("window.algomoSettings = {object};");
    let hash = format!("'sha256-{}'", STANDARD.encode(sha256(&script)));
    for auth in [auth(), auth_with_widget()] {
        let histories: [&[&str]; 6] =
            [&[], &[NONCE], &[SHORTER], &[LONGER], &[NONCE, LONGER], &[LONGER, NONCE, SHORTER]];
        for nonces in histories {
            let settings = render(&auth, &Known(john()), nonces);
            assert_eq!(settings.json().to_string(), object, "{nonces:?}");
            assert_eq!(settings.script().to_string(), script, "{nonces:?}");
            assert_eq!(settings.csp_hash().as_ref(), Some(&hash), "{nonces:?}");
            assert!(!settings.is_anonymous(), "{nonces:?}");
        }
    }
}

#[test]
fn the_hash_is_the_one_that_another_program_computes() {
    // By `openssl dgst -sha256 -binary | base64`, of the script above.
    let known = auth().settings(Known(john())).expect("no error");
    let expected = "'sha256-uh2LG5qX8iX6GadKJVLuoGp6iAbIE16iVbOCV3fbIX8='";
    assert_eq!(known.csp_hash().as_deref(), Some(expected));
    for auth in [auth(), auth_with_widget()] {
        assert_eq!(auth.settings(&NOBODY).expect("no error").csp_hash(), None);
    }
    assert_eq!(Settings::default().csp_hash(), None);
}

#[test]
fn the_script_is_what_stands_between_the_tags() {
    for auth in [auth(), auth_with_widget()] {
        let settings = render(&auth, &Known(john()), &[NONCE]);
        let html = settings.to_string();
        let (_, behind) = html.split_once('>').expect("an opening tag");
        let (script, _) = behind.split_once("</script>").expect("a closing tag");
        assert_eq!(settings.script().to_string(), script);
    }
}

#[test]
fn the_object_is_json() {
    let settings = auth_with_widget().settings(Known(john())).expect("no error");
    let object: serde_json::Value =
        serde_json::from_str(&settings.json().to_string()).expect("JSON");
    assert_eq!(object, serde_json::json!({ "visitorToken": TOKEN }));
}

#[test]
fn an_anonymous_visitor_has_an_empty_object_and_no_script() {
    for auth in [auth(), auth_with_widget()] {
        for nonces in [[].as_slice(), &[NONCE], &[LONGER, SHORTER]] {
            let settings = render(&auth, &NOBODY, nonces);
            assert!(settings.is_anonymous());
            assert_eq!(settings.json().to_string(), "{}");
            assert_eq!(settings.script().to_string(), "");
            assert_eq!(settings.settings_element().to_string(), "");
            assert_eq!(settings.loader_element().to_string(), settings.to_string());
        }
    }
}

#[test]
fn the_default_is_empty() {
    let settings = Settings::default();
    assert!(settings.is_anonymous());
    assert_eq!(settings.json().to_string(), "{}");
    for nonce in [None, Some(NONCE)] {
        let settings = match nonce {
            Some(nonce) => settings.clone().with_nonce(nonce).expect("a nonce"),
            None => settings.clone(),
        };
        assert_eq!(settings.script().to_string(), "");
        assert_eq!(settings.settings_element().to_string(), "");
        assert_eq!(settings.loader_element().to_string(), "");
        assert_eq!(settings.to_string(), "");
        assert_eq!(String::from(settings), "");
    }
}

/// The two elements, for a page that puts something between them.
#[test]
fn the_parts_are_the_whole_in_their_order() {
    for auth in [auth(), auth_with_widget()] {
        for user in [Some(Visitor::new(1)), Some(Visitor::new("2").name("Ada")), None] {
            for nonces in [[].as_slice(), &[NONCE], &[NONCE, LONGER]] {
                let settings = render(&auth, &user, nonces);
                let (first, second) = (
                    settings.settings_element().to_string(),
                    settings.loader_element().to_string(),
                );
                assert_eq!(settings.to_string(), format!("{first}{second}"));
                assert_eq!(first.is_empty(), user.is_none());
                assert!(
                    first.ends_with(&format!("{}</script>", settings.script())) || user.is_none()
                );
                assert!(
                    settings.script().to_string().contains(&settings.json().to_string())
                        || user.is_none()
                );
                // A clone is the same, and what is done to it stays there.
                let other = settings.clone().with_nonce(SHORTER).expect("a nonce");
                assert_eq!(settings.to_string(), format!("{first}{second}"));
                assert_eq!(other.to_string(), render(&auth, &user, &[SHORTER]).to_string());
            }
        }
    }
}

#[test]
fn the_settings_come_before_the_loader() {
    let html = auth_with_widget().settings(Known(john())).expect("no error").to_string();
    let place = |text: &str| html.find(text).expect("there");
    assert!(place("window.algomoSettings") < place("algomo.min.js"));
}

#[test]
fn a_bad_nonce_is_refused_for_an_anonymous_visitor_too() {
    for auth in [auth(), auth_with_widget()] {
        let settings = auth.settings(&NOBODY).expect("no error");
        assert_eq!(settings.with_nonce("no nonce").map(|_| ()), Err(Error::InvalidNonce));
    }
}

#[test]
fn another_widget_id_keeps_the_mints_loader_url_and_script_attributes() {
    let auth = auth_with_widget()
        .with_loader_url("/widget.js")
        .and_then(|auth| auth.with_script_attributes([("data-cookieconsent", "ignore")]))
        .expect("a URL and an attribute");
    let attributes = r#" nonce="R0VORVJBVEVEIGFuZXc=" data-cookieconsent="ignore""#;
    let loader = |id: &str| {
        format!(r#"<script{attributes} src="/widget.js" async defer widget="{id}"></script>"#)
    };
    for (user, script) in [(Some(john()), settings_script(attributes)), (None, String::new())] {
        let settings = render(&auth, &user, &[NONCE]);
        let other = settings.clone().with_widget_id("other").expect("an id");
        assert_eq!(other.settings_element().to_string(), script);
        assert_eq!(other.loader_element().to_string(), loader("other"));
        assert_eq!(other.to_string(), script.clone() + &loader("other"));
        // What it was made from, and the mint, are as before.
        for settings in [settings, render(&auth, &user, &[NONCE])] {
            assert_eq!(settings.to_string(), script.clone() + &loader(WIDGET_ID));
        }
    }
}

/// The string is allocated once, and a page that is kept does not keep much besides.
#[test]
fn a_string_of_the_html_has_about_its_capacity() {
    let long = "x".repeat(3000);
    for user in [Known(john()), Known(Visitor::new(2).name(&long))] {
        let html = String::from(auth_with_widget().settings(&user).expect("no error"));
        assert!(html.capacity() <= html.len() + 256, "{} for {}", html.capacity(), html.len());
    }
}

#[test]
fn a_response_with_a_token_is_kept_by_nobody() {
    assert_eq!(algomo_core::http::CACHE_CONTROL, "private, no-store");
}

proptest! {
    /// Whatever a user is called, it changes nothing on the page but the token.
    #[test]
    fn no_claim_gets_onto_the_page_outside_of_the_token(
        id in "\\PC{1,20}",
        texts in proptest::collection::vec(any::<String>(), 6),
        nonce in option::of("[A-Za-z0-9+/_-]{1,50}={0,2}"),
    ) {
        let visitor = Visitor::new(&id).name(&texts[0]).email(&texts[1]).company_id(&texts[2]);
        let known = Known(visitor.clone().company_name(&texts[3]));
        let current = Current(visitor.avatar(&texts[3]).custom(texts[4].as_str(), &texts[5]));
        let auth = auth_with_widget();
        let nonces: Vec<_> = nonce.iter().map(String::as_str).collect();
        let attribute = nonce.as_ref().map(|nonce| format!(" nonce=\"{nonce}\"")).unwrap_or_default();

        let expected = settings_script(&attribute) + &loader(&attribute);
        let html = render(&auth, &known, &nonces).to_string();
        prop_assert_eq!(html.replace(&mint(&auth, &known), TOKEN), expected.as_str());
        let html = render(&auth, &current, &nonces).to_string();
        let expected = expected.replace("visitorToken", "authToken");
        prop_assert_eq!(html.replace(&mint(&auth, &current), TOKEN), expected);
    }
}
