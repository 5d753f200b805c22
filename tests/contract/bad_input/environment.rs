//! The mint from the environment, in a process of its own: a process can't change its own variables without `unsafe`.

use std::ffi::OsStr;
use std::process::Command;

use algomo_core::{Contract, Error, Visitor, VisitorAuth};
use algomo_tests::vectors;

use crate::support::SECRET;

/// Runs the program with these variables only: what it printed, or the line that its `main` ended with.
fn run(arguments: &[&str], variables: &[(&str, &OsStr)]) -> Result<String, String> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_from-env"));
    for variable in ["ALGOMO_SECRET", "ALGOMO_WIDGET_ID", "ALGOMO_CONTRACT", "OTHER_SECRET"] {
        program.env_remove(variable);
    }
    let output = program.args(arguments).envs(variables.iter().copied()).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let (printed, complaint) = (text(output.stdout), text(output.stderr));
    if output.status.success() {
        assert_eq!(complaint, "");
        Ok(printed)
    } else {
        assert_eq!((output.status.code(), printed.as_str()), (Some(1), ""));
        Err(complaint)
    }
}

/// What Rust prints for a `main` that returns this error: `Error: `, its `Debug`, and nothing else.
fn complaint(error: &Error) -> Result<String, String> {
    Err(format!("Error: {error}\n"))
}

/// What the program prints with this mint's settings.
fn page(change: impl FnOnce(VisitorAuth) -> VisitorAuth) -> String {
    let secret = algomo_core::VisitorSecret::new(SECRET).expect("a secret");
    let auth = change(vectors::mint_at(secret, 1_000));
    auth.settings(Visitor::new(1)).expect("no error").into()
}

const WIDGET_ID: &str = "0123456789abcdef01234567";

#[test]
fn the_secret_alone_is_enough() {
    let printed = run(&[], &[("ALGOMO_SECRET", SECRET.as_ref())]);
    assert_eq!(printed, Ok(page(|auth| auth)));
    // Whatever the application calls the variable.
    let printed = run(&["OTHER_SECRET"], &[("OTHER_SECRET", SECRET.as_ref())]);
    assert_eq!(printed, Ok(page(|auth| auth)));
}

#[test]
fn a_widget_id_and_a_contract_are_read_where_they_are_set() {
    let secret = ("ALGOMO_SECRET", SECRET.as_ref());
    let widget = ("ALGOMO_WIDGET_ID", WIDGET_ID.as_ref());
    let with_widget = |auth: VisitorAuth| auth.with_widget_id(WIDGET_ID).expect("a widget id");
    assert_eq!(run(&[], &[secret, widget]), Ok(page(with_widget)));
    for &contract in Contract::ALL {
        let variable = ("ALGOMO_CONTRACT", contract.name().as_ref());
        let printed = run(&[], &[secret, widget, variable]);
        assert_eq!(printed, Ok(page(|auth| with_widget(auth).with_contract(contract))));
        assert!(printed.is_ok_and(|html| html.contains(contract.settings_key())));
        let printed = run(&[], &[secret, variable]);
        assert_eq!(printed, Ok(page(|auth| auth.with_contract(contract))));
    }
}

#[test]
fn a_main_that_returns_the_error_prints_its_sentence() {
    let missing = Error::SecretMissing { variable: "ALGOMO_SECRET".to_owned() };
    assert_eq!(run(&[], &[]), complaint(&missing));
    assert_eq!(
        run(&[], &[("ALGOMO_WIDGET_ID", WIDGET_ID.as_ref())]),
        Err("Error: the environment variable ALGOMO_SECRET is not set: set it to the Algomo secret\n".into()),
    );
    for (value, error) in [
        ("", Error::SecretEmpty),
        ("short", Error::SecretTooShort),
        ("<YOUR_ALGOMO_SECRET>", Error::SecretPlaceholder),
        ("algomo-golden-secret-0123456789abcdef\n", Error::SecretWhitespace),
        ("\"algomo-golden-secret-0123456789abcdef\"", Error::SecretQuoted),
        ("/run/secrets/algomo", Error::SecretPath),
        ("${ALGOMO_SECRET}", Error::SecretReference),
    ] {
        assert_eq!(run(&[], &[("ALGOMO_SECRET", value.as_ref())]), complaint(&error), "{value:?}");
        let other = run(&["OTHER_SECRET"], &[("OTHER_SECRET", value.as_ref())]);
        assert_eq!(other, complaint(&error), "{value:?}");
    }
}

#[test]
fn a_variable_that_is_set_wrongly_is_an_error_and_not_ignored() {
    let secret = ("ALGOMO_SECRET", SECRET.as_ref());
    for id in ["", " ", "a b", "\"", "<widget id>"] {
        let printed = run(&[], &[secret, ("ALGOMO_WIDGET_ID", id.as_ref())]);
        assert_eq!(printed, complaint(&Error::InvalidWidgetId), "{id:?}");
    }
    for contract in ["", "authToken", "visitorToken", "AUTH-TOKEN", "auth-token ", "auth_token"] {
        let printed = run(&[], &[secret, ("ALGOMO_CONTRACT", contract.as_ref())]);
        assert_eq!(printed, complaint(&Error::UnknownContract), "{contract:?}");
    }
}

/// Only on Unix can a variable hold any bytes.
#[cfg(unix)]
#[test]
fn a_variable_that_is_not_unicode_is_refused() {
    use std::os::unix::ffi::OsStrExt as _;

    let value = OsStr::from_bytes(b"algomo-golden-secret-\xff-0123456789abcdef");
    let secret = ("ALGOMO_SECRET", SECRET.as_ref());
    let error = Error::SecretNotUnicode { source: "ALGOMO_SECRET".to_owned() };
    assert_eq!(run(&[], &[("ALGOMO_SECRET", value)]), complaint(&error));
    let error = run(&[], &[secret, ("ALGOMO_WIDGET_ID", value)]);
    assert_eq!(error, complaint(&Error::InvalidWidgetId));
    let error = run(&[], &[secret, ("ALGOMO_CONTRACT", value)]);
    assert_eq!(error, complaint(&Error::UnknownContract));
}

#[test]
fn a_secret_in_the_place_of_a_variables_name_is_not_shown() {
    let withheld = complaint(&Error::SecretMissing { variable: "(name withheld)".to_owned() });
    let long = ["0123456789abcdef0123456789abcdef", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"];
    let short = ["a8f3kd92mQx7LpZr4TnWb6Vy", "QmFzZVNpeHR5Rm91cg", "8f3ad92c", "JBSWY3DPEHPK3PXP"];
    let other = [SECRET, "with space", "s3cr3t!", "é"];
    for secret in [long.as_slice(), &short, &other].concat() {
        assert_eq!(run(&[secret], &[]), withheld, "{secret}");
    }
    for name in ["A", "MY_SECRET_2", "lower_case", "A23456789012345678901234567890_"] {
        let missing = Error::SecretMissing { variable: name.to_owned() };
        assert_eq!(run(&[name], &[]), complaint(&missing), "{name}");
    }
}
