//! What a page that can't be rendered says, and what was written of it.

use std::error::Error as _;
use std::fmt;
use std::io;
use std::time::{Duration, UNIX_EPOCH};

use algomo_core::{Error, VisitorAuth};
use askama::Template;

use crate::support::{NONCE, User, auth, nameless, user};

#[derive(Template)]
#[template(
    ext = "html",
    source = "<head>{{ user|algomo_askama::algomo_settings(auth, nonce = nonce) }}</head>"
)]
struct Page<'a> {
    user: Option<User>,
    auth: &'a VisitorAuth,
    nonce: &'a str,
}

/// Asserts that an error of askama has ours as its source, and its text.
#[track_caller]
fn assert_source(error: &askama::Error, expected: &Error) {
    let source = error.source().expect("a source");
    assert_eq!(source.downcast_ref::<Error>(), Some(expected));
    assert_eq!(error.to_string(), expected.to_string());
    assert!(matches!(error, askama::Error::Custom(_)), "{error:?}");
}

/// Renders in every way; each must fail for this reason, and stop in front of the script.
#[track_caller]
fn assert_fails(page: &Page<'_>, expected: &Error) {
    assert_source(&page.render().expect_err("it fails"), expected);

    let mut html = String::new();
    assert_source(&page.render_into(&mut html).expect_err("it fails"), expected);
    assert_eq!(html, "<head>", "no part of the script is written");

    // Askama itself drops the reason here, for every error that does not come from the writer.
    let mut bytes = Vec::new();
    let error = Template::write_into(page, &mut bytes).expect_err("it fails");
    assert_eq!(error.kind(), io::ErrorKind::Other);
    assert_eq!(bytes, b"<head>", "no part of the script is written");

    // It is there for an application that turns askama's error into one of `io` itself.
    let error = io::Error::from(page.render().expect_err("it fails"));
    let inner = error.get_ref().expect("an inner error");
    assert_eq!(inner.downcast_ref::<Error>(), Some(expected));
}

#[test]
fn a_blank_id_is_an_error_with_its_source() {
    assert_fails(&Page { user: Some(nameless()), auth: &auth(), nonce: NONCE }, &Error::BlankId);
}

#[test]
fn a_bad_nonce_is_an_error_with_its_source() {
    for nonce in ["", " ", "a\"b", "\"><script>alert(1)</script>"] {
        let auth = auth();
        let page = Page { user: Some(user()), auth: &auth, nonce };
        assert_fails(&page, &Error::InvalidNonce);
        // A policy's nonce is wrong for everybody: it shouldn't take a login to see it.
        assert_fails(&Page { user: None, auth: &auth, nonce }, &Error::InvalidNonce);
    }
}

#[test]
fn a_clock_that_is_off_is_an_error_with_its_source() {
    let auth = auth().with_clock(|| UNIX_EPOCH - Duration::from_secs(1));
    assert_fails(&Page { user: Some(user()), auth: &auth, nonce: NONCE }, &Error::ClockOutOfRange);
}

#[test]
fn a_second_visitor_that_is_bad_leaves_the_first_whole() {
    #[derive(Template)]
    #[template(
        ext = "html",
        source = "{% for user in users %}{{ user|algomo_askama::algomo_settings(auth) }}{% endfor %}"
    )]
    struct Page<'a> {
        users: &'a [User],
        auth: &'a VisitorAuth,
    }

    let auth = auth();
    let mut html = String::new();
    let page = Page { users: &[user(), nameless()], auth: &auth };
    assert_source(&page.render_into(&mut html).expect_err("it fails"), &Error::BlankId);
    assert_eq!(html, auth.settings(user()).expect("no error").to_string());
}

/// A writer that takes so many bytes, and then fails.
struct Limited(usize);

impl fmt::Write for Limited {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.checked_sub(text.len()).ok_or(fmt::Error)?;
        Ok(())
    }
}

impl io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_writer_that_fails_anywhere_is_an_error_and_not_a_panic() {
    let auth = auth();
    let page = Page { user: Some(user()), auth: &auth, nonce: NONCE };
    let len = page.render().expect("it renders").len();
    for limit in 0..len {
        let error = page.render_into(&mut Limited(limit)).expect_err("it fails");
        assert!(matches!(error, askama::Error::Fmt), "after {limit} bytes: {error:?}");
        let error = Template::write_into(&page, &mut Limited(limit)).expect_err("it fails");
        assert_eq!(error.kind(), io::ErrorKind::StorageFull, "after {limit} bytes");
    }
    assert!(page.render_into(&mut Limited(len)).is_ok());
    assert!(Template::write_into(&page, &mut Limited(len)).is_ok());
}

#[test]
fn no_error_shows_a_claim() {
    let auth = auth();
    let error = Page { user: Some(nameless()), auth: &auth, nonce: NONCE }.render();
    let error = error.expect_err("an empty id");
    for shown in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
        assert!(!shown.contains("alert"), "{shown}");
    }
}
