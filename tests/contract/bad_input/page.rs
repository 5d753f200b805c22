//! What is put into the page's attributes: the nonce and the widget id.

use algomo_core::{Error, Mint as _, Visitor, VisitorAuth};

use super::{PRIVATE, assert_says};
use crate::support::{Known, NOBODY, Untouchable, auth};

#[test]
fn a_nonce_that_is_no_base64_value_is_refused() {
    let user = Known(Visitor::new(1));
    let long = "A".repeat(10_000) + "\"";
    let nonces = [
        "",
        " ",
        "=",
        "==",
        "===",
        "a===",
        "a====",
        "a=b",
        "=a",
        "a=b=",
        "bm9u Y2U=",
        " bm9uY2U=",
        "bm9uY2U= ",
        "bm9uY2U=\n",
        "bm9u\r\nY2U=",
        "bm9uY2U\t",
        "bm9uY2U\0",
        "bm9uY2U=\"",
        "\"onload=\"alert(1)",
        "'bm9uY2U='",
        "nonce-bm9u.Y2U",
        "a<b",
        "a>b",
        "a&b",
        "a`b",
        "a,b",
        "a;b",
        "é",
        "ａｂｃ",
        "bm9uY2U\u{feff}",
        "А",
        "٣",
        &long,
    ];
    for nonce in nonces {
        let refused = Err(Error::InvalidNonce);
        let settings = auth().settings(&user).expect("no error");
        assert_eq!(settings.with_nonce(nonce).map(|_| false), refused, "{nonce:?}");
        for user in [Some(&user), None] {
            let written = auth().write_settings(user, Some(nonce), &mut Untouchable);
            assert_eq!(written, refused, "{nonce:?}");
            let minted = auth().mint_settings(&user, Some(nonce)).map(|_| false);
            assert_eq!(minted, refused, "{nonce:?}");
            let minted = None::<VisitorAuth>.mint_settings(&user, Some(nonce)).map(|_| false);
            assert_eq!(minted, refused, "{nonce:?}");
        }
    }
    assert_says(&Error::InvalidNonce, &["nonce", "base64", "Content-Security-Policy"]);
}

#[test]
fn a_bad_nonce_is_not_shown() {
    let nonce = format!("{PRIVATE}\"");
    let error = auth().settings(&NOBODY).expect("no error").with_nonce(nonce).expect_err("a quote");
    assert_says(&error, &["nonce"]);
}

#[test]
fn a_nonce_of_either_alphabet_is_taken_as_it_is() {
    let user = Known(Visitor::new(1));
    for nonce in
        ["a", "0", "a=", "a==", "+/+/", "-_-_", "+/-_==", "bm9uY2U=", "____", &"A".repeat(10_000)]
    {
        let html = auth()
            .settings(&user)
            .expect("no error")
            .with_nonce(nonce)
            .expect("a nonce")
            .to_string();
        assert!(html.starts_with(&format!("<script nonce=\"{nonce}\">window.")), "{html}");
    }
}

#[test]
fn a_widget_id_that_could_break_out_of_its_attribute_is_refused() {
    let long = "a".repeat(65);
    let ids = [
        "",
        " ",
        "a b",
        " 64b26869eccc94a185db7f18",
        "64b26869eccc94a185db7f18\n",
        "a\"b",
        "\"onload=\"alert(1)",
        "a'b",
        "a<b",
        "a>b",
        "</script>",
        "a&b",
        "a=b",
        "a/b",
        "a.b",
        "a\0",
        "é",
        "٣",
        "<widget id>",
        &long,
    ];
    for id in ids {
        let error = auth().with_widget_id(id).expect_err("a widget id that is refused");
        assert_eq!(error, Error::InvalidWidgetId, "{id:?}");
        assert_says(&error, &["widget id", "64"]);
        // The other way to the same attribute.
        let settings = auth().settings(&NOBODY).expect("no error");
        assert_eq!(settings.with_widget_id(id).map(|_| ()), Err(error), "{id:?}");
    }
}

#[test]
fn a_plain_widget_id_is_taken_as_it_is() {
    for id in ["a", "Z", "0", "-", "_", "64b26869eccc94a185db7f18", &"a".repeat(64)] {
        let html =
            auth().with_widget_id(id).expect("a widget id").settings(&NOBODY).expect("no error");
        assert!(html.to_string().ends_with(&format!(" widget=\"{id}\"></script>")), "{html}");
        // In place of another, and on these settings only.
        let other = auth().with_widget_id("other").expect("a widget id");
        let settings = other.settings(&NOBODY).expect("no error");
        let changed = settings.clone().with_widget_id(id).expect("a widget id");
        assert_eq!(changed.to_string(), html.to_string());
        assert!(settings.to_string().contains(" widget=\"other\""));
    }
}
