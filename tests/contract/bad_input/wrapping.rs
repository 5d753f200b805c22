//! Secrets that are still wrapped in something: each form has an error of its own, in every way to make a secret.

use algomo_core::{Error, VisitorSecret};
use jsonwebtoken::EncodingKey;

use crate::support::SECRET;

/// Asserts that every way to make a secret of a text yields this.
#[track_caller]
fn assert_outcome(text: &str, expected: &Result<(), Error>) {
    let is_short = text.len() < 32;
    for (secret, checks_length) in [
        (VisitorSecret::new(text), true),
        (VisitorSecret::new_allowing_short(text), false),
        (VisitorSecret::from_bytes(text.as_bytes()), true),
        (VisitorSecret::try_from(EncodingKey::from_secret(text.as_bytes())), true),
    ] {
        let expected = match expected {
            Ok(()) if is_short && checks_length => &Err(Error::SecretTooShort),
            other => other,
        };
        assert_eq!(secret.map(|_| ()), *expected, "{text:?}");
    }
}

#[track_caller]
fn assert_refused(texts: &[&str], reason: &Error) {
    for text in texts {
        assert_outcome(text, &Err(reason.clone()));
    }
}

#[track_caller]
fn assert_accepted(texts: &[&str]) {
    for text in texts {
        assert_outcome(text, &Ok(()));
    }
}

#[test]
fn quotation_marks_around_a_secret() {
    for quote in ['"', '\'', '`'] {
        let quoted = format!("{quote}{SECRET}{quote}");
        assert_refused(
            &[&quoted, &format!("{quote}{quote}"), &format!("{quote}a{quote}")],
            &Error::SecretQuoted,
        );
        // A mark at one end, or two different ones, may be the secret's own.
        assert_accepted(&[
            &format!("{quote}{SECRET}"),
            &format!("{SECRET}{quote}"),
            &format!("{}{quote}{SECRET}", &SECRET[..5]),
            &quote.to_string(),
        ]);
    }
    assert_accepted(&[&format!("\"{SECRET}'"), &format!("`{SECRET}\"")]);
}

#[test]
fn a_whole_line_of_an_environment_file() {
    for line in [
        format!("ALGOMO_SECRET={SECRET}"),
        format!("export ALGOMO_SECRET={SECRET}"),
        format!("export  S3CRET_={SECRET}"),
        format!("_={SECRET}"),
        format!("A=\"{SECRET}\""),
        "ALGOMO_SECRET=x".to_owned(),
        "A=b=".to_owned(),
        "1=2".to_owned(),
    ] {
        assert_refused(&[&line], &Error::SecretAssignment);
    }
    assert_accepted(&[
        // Padding of base64 and base32, in capitals and digits only.
        "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK====",
        "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LKMFRGG===",
        "0123456789ABCDEF0123456789ABCDEF01234567890=",
        "A==",
        "A==b",
        "A=",
        "=A",
        // Not a variable's name.
        "algomo_secret=0123456789abcdef0123456789",
        "ALGOMO-SECRET=0123456789abcdef0123456789",
        "ALGOMO SECRET=0123456789abcdef0123456789",
        "exports ALGOMO_SECRET=0123456789abcdef01",
        "0123456789abcdef=0123456789abcdef0123456789",
    ]);
}

#[test]
fn a_reference_that_nothing_replaced() {
    assert_refused(
        &[
            "${ALGOMO_SECRET}",
            "${ALGOMO_SECRET:-0123456789abcdef0123456789abcdef}",
            "${}",
            "$ALGOMO_SECRET",
            "$algomo_secret",
            "$_",
            "$A1",
            "{{ALGOMO_SECRET}}",
            "{{ .Values.algomo.secret }}",
            "{{ secrets.ALGOMO_SECRET }}",
            "{{}}",
            "$ALGOMO_SECRET_OF_THE_PRODUCTION_ENVIRONMENT",
        ],
        &Error::SecretReference,
    );
    assert_accepted(&[
        "$1",
        "$",
        "$$",
        "$ALGOMO SECRET",
        "$-0123456789abcdef0123456789abcdef",
        "pre${ALGOMO_SECRET}",
        "${ALGOMO_SECRET}post",
        "{ALGOMO_SECRET}",
        "{{ALGOMO_SECRET}",
        "{ALGOMO_SECRET}}",
        "{{ALGOMO_SECRET}} 0123456789abcdef",
        "$2b$12$0123456789abcdef0123456789abcdef",
    ]);
}

#[test]
fn a_line_end_that_was_never_interpreted() {
    let escaped = |end: &str| format!("{SECRET}{end}");
    assert_refused(&[&escaped("\\n"), &escaped("\\r\\n"), "\\n"], &Error::SecretEscapedLineEnd);
    assert_accepted(&[
        &escaped("\\"),
        &escaped("n"),
        &escaped("\\N"),
        &escaped("\\nn"),
        &format!("\\n{SECRET}"),
    ]);
}

#[test]
fn characters_that_no_editor_shows() {
    let (before, after) = SECRET.split_at(20);
    for invisible in ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'] {
        assert_refused(
            &[
                &format!("{invisible}{SECRET}"),
                &format!("{before}{invisible}{after}"),
                &format!("{SECRET}{invisible}"),
                &invisible.to_string(),
                // Named before the white space beside it, which a copied line may have too.
                &format!("{invisible} {SECRET}\n"),
            ],
            &Error::SecretInvisibleCharacter,
        );
    }
    // Their neighbours in Unicode are not among them.
    for other in ['\u{200a}', '\u{200e}', '\u{205f}', '\u{2061}', '\u{fefe}', 'é', '🦀'] {
        assert_accepted(&[&format!("{before}{other}{after}")]);
    }
}

#[test]
fn control_characters_and_line_ends_within() {
    let (before, after) = SECRET.split_at(20);
    for control in ('\0'..='\u{1f}').chain('\u{7f}'..='\u{9f}').chain(['\u{2028}', '\u{2029}']) {
        let within = format!("{before}{control}{after}");
        assert_refused(&[&within], &Error::SecretControlCharacter);
        let expected = if control.is_whitespace() {
            Error::SecretWhitespace
        } else {
            Error::SecretControlCharacter
        };
        assert_refused(&[&format!("{control}{SECRET}"), &format!("{SECRET}{control}")], &expected);
    }
    // Spaces within belong to a passphrase.
    assert_accepted(&["correct horse battery staple, and a comma", "a\u{a0}b\u{2003}c"]);
}

#[test]
fn white_space_at_an_end() {
    let spaces =
        ["\n", "\r\n", " ", "\t", "\u{b}", "\u{a0}", "\u{85}", "\u{2003}", "\u{2028}", "\u{3000}"];
    for space in spaces {
        assert_refused(
            &[
                &format!("{SECRET}{space}"),
                &format!("{space}{SECRET}"),
                &format!("{space}{SECRET}{space}"),
                space,
                // Named before the length, and before what is within.
                &format!("short{space}"),
                &format!("\"{SECRET}\"{space}"),
            ],
            &Error::SecretWhitespace,
        );
    }
}

#[test]
fn a_pem_block() {
    for label in
        ["PRIVATE KEY", "RSA PRIVATE KEY", "CERTIFICATE", "PUBLIC KEY", "OPENSSH PRIVATE KEY"]
    {
        let block = format!(
            "-----BEGIN {label}-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END {label}-----\n"
        );
        assert_refused(
            &[&block, block.trim_end(), &block.replace('\n', "\\n"), &format!("\"{block}\"")],
            &Error::SecretPem,
        );
    }
    assert_accepted(&[
        "-----BEGINNING-0123456789abcdef-----",
        "----BEGIN a 0123456789abcdef012345----",
    ]);
}

#[test]
fn the_path_of_a_file() {
    assert_refused(
        &[
            "/run/secrets/algomo",
            "/run/secrets/algomo-secret_of.production",
            "/a/b",
            "/etc/algomo/secret.txt",
            "/var/run/secrets/kubernetes.io/serviceaccount/token",
        ],
        &Error::SecretPath,
    );
    assert_accepted(&[
        "/algomo",
        "run/secrets/algomo-0123456789abcdef0123",
        "/run/secrets/",
        "/run//algomo",
        "/Run/secrets/algomo",
        "/run/secrets/algomo secret",
        "/0123456789+abcdef/0123456789abcdef=",
    ]);
}

#[test]
fn the_documentations_placeholder_in_any_brackets_case_and_separators() {
    assert_refused(
        &[
            "<YOUR_ALGOMO_SECRET>",
            "YOUR_ALGOMO_SECRET",
            "your_algomo_secret",
            "your-algomo-secret",
            "Your Algomo Secret",
            "[your algomo secret]",
            "{YOUR_ALGOMO_SECRET}",
            "yourAlgomoSecret",
            "<your.algomo.secret>",
            "---------YOUR---ALGOMO---SECRET--------",
        ],
        &Error::SecretPlaceholder,
    );
    // What is still in quotation marks is told so first.
    assert_refused(&["\"YOUR_ALGOMO_SECRET\""], &Error::SecretQuoted);
    assert_accepted(&["YOUR_ALGOMO_SECRETS", "MY_ALGOMO_SECRET", "YOUR_ALGOMO_SECRET_1"]);
}

#[test]
fn a_json_web_key() {
    let oct = format!(r#"{{"kty":"oct","k":"{SECRET}"}}"#);
    let set = format!(r#"{{"keys":[{oct}]}}"#);
    let spread_out = format!("{{\n  \"k\": \"{SECRET}\",\n  \"kty\": \"oct\"\n}}\n");
    assert_refused(&[&oct, &set, &spread_out, r#"{"kty":"oct"}"#], &Error::SecretJwk);
    // What only has a part of one.
    assert_accepted(&[
        &format!("{{{SECRET}}}"),
        &format!(r#"kty":"oct","k":"{SECRET}"#),
        &format!(r#"{{"kty":"oct","k":"{SECRET}"#),
        &format!(r#"{{"k":"{SECRET}"}}"#),
        &format!("{{kty:oct,k:{SECRET}}}"),
    ]);
}
