//! The secret, from text, from a key and from the environment.

use std::env;
use std::ffi::OsStr;
use std::process::Command;

use algomo_core::{Error, Visitor, VisitorSecret};
use algomo_tests::vectors;
use jsonwebtoken::EncodingKey;

use super::assert_says;
use crate::support::{Known, NOW, SECRET, auth, mint};

const PLACEHOLDER: &str = "<YOUR_ALGOMO_SECRET>";

/// Asserts that a secret is refused for this reason, and that the reason does not show it.
#[track_caller]
fn assert_refused(secret: Result<VisitorSecret, Error>, reason: &Error, text: &str) {
    let error = secret.expect_err("a secret that is refused");
    assert_eq!(error, *reason, "{text:?}");
    for shown in [error.to_string(), format!("{error:?}")] {
        assert!(text.trim().is_empty() || !shown.contains(text.trim()), "{shown}");
    }
}

#[test]
fn an_empty_secret_is_refused() {
    assert_refused(VisitorSecret::new(""), &Error::SecretEmpty, "");
    assert_refused(VisitorSecret::new_allowing_short(""), &Error::SecretEmpty, "");
    let key = EncodingKey::from_secret(b"");
    assert_refused(VisitorSecret::try_from(key), &Error::SecretEmpty, "");
    assert_says(&Error::SecretEmpty, &["secret", "empty"]);
}

#[test]
fn the_documentations_placeholder_is_refused() {
    assert_refused(VisitorSecret::new(PLACEHOLDER), &Error::SecretPlaceholder, PLACEHOLDER);
    let short = VisitorSecret::new_allowing_short(PLACEHOLDER);
    assert_refused(short, &Error::SecretPlaceholder, PLACEHOLDER);
    assert_says(&Error::SecretPlaceholder, &["secret", "placeholder"]);
}

#[test]
fn a_secret_with_white_space_at_an_end_is_refused() {
    let spaces =
        ["\n", "\r\n", " ", "\t", "\u{b}", "\u{a0}", "\u{85}", "\u{2003}", "\u{2028}", "\u{3000}"];
    for space in spaces {
        for text in [
            format!("{SECRET}{space}"),
            format!("{space}{SECRET}"),
            format!("{space}{SECRET}{space}"),
            format!("{PLACEHOLDER}{space}"),
            space.to_owned(),
            // The white space is named before the length: it is what the short one may come of.
            format!("short{space}"),
        ] {
            assert_refused(VisitorSecret::new(&text), &Error::SecretWhitespace, &text);
            let short = VisitorSecret::new_allowing_short(&text);
            assert_refused(short, &Error::SecretWhitespace, &text);
        }
        // In between it is a character like any other.
        assert!(VisitorSecret::new(format!("{SECRET}{space}{SECRET}")).is_ok(), "{space:?}");
    }
    assert_says(&Error::SecretWhitespace, &["secret", "white space", "trim"]);
}

#[test]
fn a_secret_of_32_bytes_is_the_shortest() {
    // Bytes count, not characters: the second is 16 of them.
    for enough in ["a".repeat(32), "é".repeat(16)] {
        assert!(VisitorSecret::new(&enough).is_ok());
        assert!(VisitorSecret::try_from(EncodingKey::from_secret(enough.as_bytes())).is_ok());
    }
    for short in ["hush!", &"hush!".repeat(6), &("hush!".repeat(6) + "!"), &("é".repeat(15) + "!")]
    {
        assert_refused(VisitorSecret::new(short), &Error::SecretTooShort, short);
        let key = EncodingKey::from_secret(short.as_bytes());
        assert_refused(VisitorSecret::try_from(key), &Error::SecretTooShort, short);
        assert!(VisitorSecret::new_allowing_short(short).is_ok());
    }
    assert_says(&Error::SecretTooShort, &["32", "RFC 7518", "new_allowing_short"]);
}

#[test]
fn a_key_that_is_not_for_hmac_is_refused_whatever_its_length() {
    for der in [[7; 64].as_slice(), &[7; 8], &[]] {
        let keys = [
            EncodingKey::from_rsa_der(der),
            EncodingKey::from_ec_der(der),
            EncodingKey::from_ed_der(der),
        ];
        for key in keys {
            assert_refused(VisitorSecret::try_from(key), &Error::SecretNotHmac, "");
        }
    }
    assert_says(&Error::SecretNotHmac, &["HMAC", "HS256"]);
}

#[test]
fn a_key_signs_as_the_text_that_it_was_made_of() {
    let user = Known(Visitor::new(1));
    let key = VisitorSecret::try_from(EncodingKey::from_secret(SECRET.as_bytes())).expect("a key");
    assert_eq!(mint(&vectors::mint_at(key, NOW), &user), mint(&auth(), &user));
}

/// What tells a process of this test that it is a child, and which variable to read.
const CHILD: &str = "ALGOMO_TEST_CHILD";

/// Has a child process read its secret: a process can't change its own variables without `unsafe`.
fn read_in_child(variable: &str, value: Option<&OsStr>) -> String {
    let mut child = Command::new(env::current_exe().expect("this binary"));
    child.args([
        "--exact",
        "bad_input::secret::a_secret_is_read_from_the_environment",
        "--nocapture",
    ]);
    child.env_remove(variable).env(CHILD, variable);
    if let Some(value) = value {
        child.env(variable, value);
    }
    let output = child.output().expect("it runs");
    let output = String::from_utf8(output.stdout).expect("UTF-8");
    let (_, outcome) = output.split_once("<outcome>").expect("it says what came out");
    outcome.split_once("</outcome>").expect("to its end").0.to_owned()
}

#[test]
fn a_secret_is_read_from_the_environment() {
    if let Ok(variable) = env::var(CHILD) {
        let secret = VisitorSecret::from_env(&variable);
        println!("<outcome>{secret:?}</outcome>");
        return;
    }

    let missing = Error::SecretMissing { variable: "ALGOMO_SECRET".to_owned() };
    let newline = format!("{SECRET}\n");
    let cases: [(Option<&OsStr>, Result<(), Error>); 6] = [
        (Some(SECRET.as_ref()), Ok(())),
        (None, Err(missing.clone())),
        (Some("".as_ref()), Err(Error::SecretEmpty)),
        (Some(newline.as_ref()), Err(Error::SecretWhitespace)),
        (Some("short".as_ref()), Err(Error::SecretTooShort)),
        (Some(PLACEHOLDER.as_ref()), Err(Error::SecretPlaceholder)),
    ];
    for (value, expected) in cases {
        let expected = match expected {
            Ok(()) => "Ok(VisitorSecret(..))".to_owned(),
            Err(error) => format!("Err({error:?})"),
        };
        assert_eq!(read_in_child("ALGOMO_SECRET", value), expected);
    }
    // The name is whatever the application calls it.
    assert_eq!(read_in_child("OTHER_SECRET", Some(SECRET.as_ref())), "Ok(VisitorSecret(..))");
    assert_says(&missing, &["ALGOMO_SECRET", "not set"]);
}

/// Only on Unix is a variable any bytes.
#[cfg(unix)]
#[test]
fn a_secret_that_is_no_unicode_is_refused() {
    use std::os::unix::ffi::OsStrExt as _;

    let value = OsStr::from_bytes(b"algomo-golden-secret-\xff-0123456789abcdef");
    let error = Error::SecretNotUnicode { variable: "ALGOMO_SECRET".to_owned() };
    assert_eq!(read_in_child("ALGOMO_SECRET", Some(value)), format!("Err({error:?})"));
    assert_says(&error, &["ALGOMO_SECRET", "UTF-8"]);
}

#[test]
fn a_key_of_text_with_a_lines_end_is_refused_and_one_of_bytes_is_not() {
    let text = "an-example-secret-of-over-32-bytes\n";
    let key = EncodingKey::from_secret(text.as_bytes());
    assert_refused(VisitorSecret::try_from(key), &Error::SecretWhitespace, text);
    let mut bytes = [0xff; 33];
    bytes[32] = b'\n';
    assert!(VisitorSecret::try_from(EncodingKey::from_secret(&bytes)).is_ok());
}

#[test]
fn a_secret_in_the_place_of_a_variables_name_is_not_shown() {
    for secret in [SECRET, "with space", "0123456789abcdef0123456789abcdef"] {
        let error = VisitorSecret::from_env(secret).expect_err("no such variable");
        assert!(!format!("{error} {error:?}").contains(secret));
    }
}
