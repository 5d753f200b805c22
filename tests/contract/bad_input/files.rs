//! The secret from a file, as Docker and Kubernetes provide it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use algomo_core::{Error, Visitor, VisitorSecret};
use algomo_tests::vectors;

use crate::support::{NOW, SECRET, auth, mint};

/// The path of a file of this name with this content, which is written.
fn file(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).expect("the file is written");
    path
}

/// The error of a file with this content.
fn refusal(name: &str, content: impl AsRef<[u8]>) -> Error {
    VisitorSecret::from_file(file(name, content)).expect_err("it is refused")
}

#[test]
fn one_line_end_is_removed() {
    for (name, content) in [
        ("plain", SECRET.to_owned()),
        ("line-feed", format!("{SECRET}\n")),
        ("carriage-return", format!("{SECRET}\r\n")),
        ("lone-carriage-return", format!("{SECRET}\r")),
    ] {
        let secret = VisitorSecret::from_file(file(name, content)).expect("a secret");
        let token = mint(&vectors::mint_at(secret, NOW), &Visitor::new(1));
        assert_eq!(token, mint(&auth(), &Visitor::new(1)), "{name}");
    }
}

#[test]
fn a_second_line_end_and_other_white_space_are_refused() {
    for (name, content) in [
        ("two-line-feeds", format!("{SECRET}\n\n")),
        ("two-carriage-returns", format!("{SECRET}\r\n\r\n")),
        ("reversed", format!("{SECRET}\n\r")),
        ("space", format!("{SECRET} \n")),
        ("line-before", format!("\n{SECRET}\n")),
    ] {
        assert_eq!(refusal(name, content), Error::SecretWhitespace, "{name}");
    }
}

#[test]
fn the_content_is_checked_like_any_text() {
    for (name, content, error) in [
        ("empty", "", Error::SecretEmpty),
        ("empty-line", "\n", Error::SecretEmpty),
        ("short", "short\n", Error::SecretTooShort),
        ("thirty-one", "0123456789abcdef0123456789abcde\n", Error::SecretTooShort),
        ("bom", "\u{feff}0123456789abcdef0123456789abcdef\n", Error::SecretInvisibleCharacter),
        ("two-lines", "0123456789abcdef\n0123456789abcdef\n", Error::SecretControlCharacter),
        ("env", "ALGOMO_SECRET=0123456789abcdef0123456789abcdef\n", Error::SecretAssignment),
        ("quoted", "'0123456789abcdef0123456789abcdef'\n", Error::SecretQuoted),
        ("placeholder", "<YOUR_ALGOMO_SECRET>\n", Error::SecretPlaceholder),
        ("pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", Error::SecretPem),
        ("jwk", "{\n  \"kty\": \"oct\",\n  \"k\": \"AAAA\"\n}\n", Error::SecretJwk),
        ("path", "/run/secrets/algomo\n", Error::SecretPath),
    ] {
        assert_eq!(refusal(name, content), error, "{name}");
    }
    let enough = file("thirty-two", "0123456789abcdef0123456789abcdef\n");
    assert!(VisitorSecret::from_file(&enough).is_ok());
    assert!(VisitorSecret::from_file(enough.to_str().expect("UTF-8")).is_ok());
}

#[test]
fn a_file_that_is_not_text_is_named() {
    let path = file("bytes", b"0123456789abcdef\xff0123456789abcdef");
    let shown = path.display().to_string();
    let error = VisitorSecret::from_file(&path).expect_err("not UTF-8");
    assert_eq!(error, Error::SecretNotUnicode { source: shown.clone() });
    assert_eq!(error.to_string(), format!("the Algomo secret in {shown} is not UTF-8 text"));
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_the_reason() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let missing = folder.join("no-such-file");
    let error = VisitorSecret::from_file(&missing).expect_err("there is no such file");
    let path = missing.display().to_string();
    assert_eq!(error, Error::SecretFile { path: path.clone(), kind: ErrorKind::NotFound });
    assert_eq!(
        error.to_string(),
        format!("the file {path} with the Algomo secret cannot be read: entity not found")
    );

    let error = VisitorSecret::from_file(&folder).expect_err("a folder");
    let path = folder.display().to_string();
    assert!(
        matches!(&error, Error::SecretFile { path: shown, kind } if *shown == path && *kind != ErrorKind::NotFound),
        "{error}"
    );
}

/// The commonest mistake: the file is not mounted here. No random secret looks like such a path.
#[test]
fn a_path_of_lower_case_segments_is_shown() {
    for path in ["/no/such/folder/algomo", "/run/secrets-of-nobody/algomo_secret.txt"] {
        let error = VisitorSecret::from_file(path).expect_err("there is no such file");
        assert_eq!(error, Error::SecretFile { path: path.to_owned(), kind: ErrorKind::NotFound });
    }
}

/// A secret in the place of a path is not shown: its folder does not exist.
#[test]
fn a_path_whose_folder_does_not_exist_is_withheld() {
    for secret in ["/No/such/folder/algomo", "0123456789abcdef/0123456789abcdef=", "a/b", ""] {
        let error = VisitorSecret::from_file(secret).expect_err("there is no such file");
        assert!(
            matches!(&error, Error::SecretFile { path, kind: ErrorKind::NotFound } if path == "(path withheld)"),
            "{error}"
        );
    }
}

/// As a path, a text without a slash is in the current folder, and it is even more likely to be a secret.
#[test]
fn a_secret_in_the_place_of_a_path_is_withheld() {
    for secret in [
        SECRET,
        "YWxnb21vLWdvbGRlbi1zZWNyZXQtMDEyMzQ1Njc4OWFiY2RlZg==",
        "algomo.secret",
        // A name in the root folder, which exists.
        "/WxnbvLWdvbGRlbi1zZWNyZXQtMDEyMz",
        "/xnb21vLWdvbGRlbi1zZWNyZXQtMDEyMzQ1Njc4OWFiY2RlZg==",
    ] {
        let error = VisitorSecret::from_file(secret).expect_err("there is no such file");
        assert!(!error.to_string().contains(secret), "{error}");
    }
}

#[test]
fn a_short_name_in_the_root_folder_is_a_path() {
    let error = VisitorSecret::from_file("/no-such-algomo-secret").expect_err("no such file");
    let path = "/no-such-algomo-secret".to_owned();
    assert_eq!(error, Error::SecretFile { path, kind: ErrorKind::NotFound });
}

/// What a path like `/dev/zero` would yield without an end.
#[test]
fn a_file_of_more_than_16_kib_is_no_secret() {
    let longest = "a".repeat(16 * 1024 - 1) + "\n";
    assert!(VisitorSecret::from_file(file("longest", &longest)).is_ok());
    let path = file("too-long", longest + "\n");
    for path in [path.as_path(), Path::new("/dev/zero")] {
        let error = VisitorSecret::from_file(path).expect_err("too long");
        let path = path.display().to_string();
        assert_eq!(error, Error::SecretFile { path, kind: ErrorKind::FileTooLarge });
    }
}
