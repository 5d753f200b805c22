//! What the verifier refuses although the RFCs allow it: the table in the documentation of `VisitorAuth::verify`, row by row.

use algomo_core::{Contract, VerifyError};

use crate::support::{EXP, HEADER, auth, sign};

/// The first column of the table, and a rightly signed token for each thing that it names.
fn rows() -> Vec<(&'static str, Vec<(String, VerifyError)>)> {
    let claims = |claims: &str| sign(HEADER, format!(r#"{{{claims},"exp":{EXP}}}"#));
    let header = |header: &str| sign(header, format!(r#"{{"id":1,"exp":{EXP}}}"#));
    let duplicate = |part| VerifyError::DuplicateKey { part };
    let invalid = |claim| VerifyError::InvalidClaim { claim };
    vec![
        (
            "any `alg` but `HS256`",
            vec![
                (header(r#"{"alg":"HS384"}"#), VerifyError::UnsupportedAlgorithm),
                (header(r#"{"alg":"none"}"#), VerifyError::UnsupportedAlgorithm),
            ],
        ),
        (
            "any `crit`",
            vec![(
                header(r#"{"alg":"HS256","crit":["exp"],"exp":1}"#),
                VerifyError::CriticalExtension,
            )],
        ),
        (
            "a key that comes twice in the header, the payload or `customData`",
            vec![
                (header(r#"{"alg":"HS256","alg":"HS256"}"#), duplicate("header")),
                (claims(r#""id":1,"iss":"a","iss":"a""#), duplicate("payload")),
                (claims(r#""id":1,"customData":{"a":"","a":""}"#), duplicate("customData")),
            ],
        ),
        (
            "a token without `exp`",
            vec![(sign(HEADER, r#"{"id":1}"#), VerifyError::MissingClaim { claim: "exp" })],
        ),
        (
            "a token of more than 64 KiB",
            vec![(
                claims(&format!(r#""id":1,"name":"{}""#, "a".repeat(50_000))),
                VerifyError::TooLong,
            )],
        ),
        (
            "an id that is missing, blank, the nil UUID, a fraction, or an integer outside ±(2^53 − 1)",
            vec![
                (claims(r#""sub":"1""#), VerifyError::MissingClaim { claim: "id" }),
                (claims(r#""id":" \u200b""#), VerifyError::BlankId),
                (claims(r#""id":"00000000-0000-0000-0000-000000000000""#), VerifyError::BlankId),
                (claims(r#""id":1.5"#), invalid("id")),
                (claims(r#""id":9007199254740992"#), invalid("id")),
                (claims(r#""id":-9007199254740992"#), invalid("id")),
            ],
        ),
        (
            "a claim of the widget that is not of its type; `companyName` beside `companyNamy`",
            vec![
                (claims(r#""id":1,"name":7"#), invalid("name")),
                (claims(r#""id":1,"customData":{"a":1}"#), invalid("customData")),
                (
                    claims(r#""id":1,"companyName":"a","companyNamy":"a""#),
                    VerifyError::CompanyNameTwice,
                ),
            ],
        ),
    ]
}

#[test]
fn what_the_table_names_is_refused() {
    for (row, tokens) in rows() {
        for (token, reason) in tokens {
            assert_eq!(auth().verify(&token), Err(reason), "{row}");
        }
    }
}

#[test]
fn the_documented_table_has_these_rows_and_no_others() {
    let source = include_str!("../../../algomo-core/src/verify/verifier.rs");
    let documented = source
        .lines()
        .filter_map(|line| line.trim().strip_prefix("/// | "))
        .filter_map(|row| row.split(" | ").next())
        .filter(|first| !first.starts_with("---") && *first != "refused here");
    let tested: Vec<_> = rows().into_iter().map(|(row, _)| row).collect();
    assert_eq!(documented.collect::<Vec<_>>(), tested);
}

/// The paragraph after the table: what the RFCs allow and the verifier accepts.
#[test]
fn what_is_not_in_the_table_is_accepted() {
    for (header, claims) in [
        (HEADER, r#""iss":"joe","aud":["a","b"],"iat":1,"jti":"x","sub":"y""#),
        (HEADER, r#""nbf":-1.5e3"#),
        (r#"{"alg":"HS256"}"#, r#""name":"n""#),
        (r#"{"alg":"HS256","typ":"application/JWT","kid":"k","cty":"x"}"#, r#""name":"n""#),
    ] {
        let token = sign(header, format!(r#"{{"id":1,{claims},"exp":{EXP}.25}}"#));
        assert!(auth().verify(&token).is_ok(), "{header} {claims}");
        let auth = auth().with_contract(Contract::VisitorToken);
        assert!(auth.verify(&token).is_ok(), "{header} {claims}");
    }
}
