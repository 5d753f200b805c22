//! The verifier, on the vectors and at the edges of time and size. Its other rules have files of their own.

mod any_input;
mod claims;
mod forgery;
mod header;

use std::time::{Duration, UNIX_EPOCH};

use algomo_core::{Error, VerifiedId, VerifyError, VisitorAuth, VisitorSecret};
use algomo_tests::vectors::{self, ForeignCase};
use jsonwebtoken::EncodingKey;

use crate::support::{EXP, HEADER, NOW, SECRET, auth, auth_at, encode, sign, sign_message};

/// The case's key: its secret's text, or the bytes that its library made of it.
fn secret_of(case: &ForeignCase) -> VisitorSecret {
    match (&case.secret, &case.secret_base64) {
        (Some(text), None) => VisitorSecret::new(text).expect("a secret"),
        (None, Some(base64)) => {
            let key = EncodingKey::from_base64_secret(base64).expect("base64");
            VisitorSecret::try_from(key).expect("an HMAC key")
        }
        _ => panic!("one key for each case"),
    }
}

#[test]
fn every_token_that_others_minted_is_accepted_with_its_claims() {
    let cases = vectors::minted_by_others();
    assert_eq!(cases.len(), 8);
    for case in &cases {
        let who = format!("{} ({})", case.library, case.language);
        let auth = vectors::mint_at(secret_of(case), NOW);
        let visitor = auth.verify(&case.token).unwrap_or_else(|error| panic!("{who}: {error}"));

        assert_eq!(visitor.id(), &VerifiedId::Integer(1), "{who}");
        assert_eq!(visitor.name(), Some("John Doe"), "{who}");
        assert_eq!(visitor.email(), Some("john@example.com"), "{who}");
        assert_eq!(visitor.expires_at(), EXP, "{who}");
        // The one claim of the samples that no contract has: it is passed over.
        let mut claims = case.claims.clone();
        claims.remove("iat");
        let verified = serde_json::to_value(&visitor).expect("it serializes");
        assert_eq!(verified, serde_json::Value::Object(claims), "{who}");
    }
}

#[test]
fn no_token_that_others_minted_is_accepted_under_another_key() {
    for case in vectors::minted_by_others() {
        let other = if case.secret.is_some() { "not-".to_owned() + SECRET } else { SECRET.into() };
        let auth = vectors::mint_at(VisitorSecret::new(other).expect("a secret"), NOW);
        assert_eq!(auth.verify(&case.token), Err(VerifyError::WrongSignature), "{}", case.library);
    }
}

/// What each of `must-be-rejected.json` is refused for, in the file's order.
const REFUSALS: [(&str, VerifyError); 33] = [
    ("another secret", VerifyError::WrongSignature),
    ("payload changed after signing", VerifyError::WrongSignature),
    ("last signature character changed", VerifyError::WrongSignature),
    ("signature cut short", VerifyError::WrongSignature),
    ("signature empty", VerifyError::NotCompact),
    ("no signature part", VerifyError::NotCompact),
    ("four parts", VerifyError::NotCompact),
    ("alg none, no signature", VerifyError::NotCompact),
    ("alg none in capitals, signed", VerifyError::UnsupportedAlgorithm),
    ("alg HS384 with the same secret", VerifyError::UnsupportedAlgorithm),
    ("alg RS256 named over an HS256 signature", VerifyError::UnsupportedAlgorithm),
    ("no alg", VerifyError::UnsupportedAlgorithm),
    ("critical extension not understood", VerifyError::CriticalExtension),
    ("header is no JSON", VerifyError::InvalidJson { part: "header" }),
    ("payload is no JSON", VerifyError::InvalidJson { part: "payload" }),
    ("payload is an array", VerifyError::InvalidJson { part: "payload" }),
    ("no exp", VerifyError::MissingClaim { claim: "exp" }),
    ("exp in the past", VerifyError::Expired),
    ("exp is a string", VerifyError::InvalidClaim { claim: "exp" }),
    ("exp is negative", VerifyError::InvalidClaim { claim: "exp" }),
    ("exp twice", VerifyError::DuplicateKey { part: "payload" }),
    ("id twice", VerifyError::DuplicateKey { part: "payload" }),
    ("no id", VerifyError::MissingClaim { claim: "id" }),
    ("id is null", VerifyError::InvalidClaim { claim: "id" }),
    ("id is empty", VerifyError::EmptyId),
    ("id is an object", VerifyError::InvalidClaim { claim: "id" }),
    ("id is a fraction", VerifyError::InvalidClaim { claim: "id" }),
    ("padding in the signature", VerifyError::InvalidEncoding { part: "signature" }),
    // It carries another token's signature, which is compared before the payload is decoded; with a signature of its own
    // it is refused for the alphabet, see `every_part_is_base64url_without_padding`.
    ("standard base64 alphabet in the payload", VerifyError::WrongSignature),
    ("white space around", VerifyError::InvalidEncoding { part: "signature" }),
    ("empty", VerifyError::NotCompact),
    ("two dots", VerifyError::NotCompact),
    ("no ASCII", VerifyError::InvalidEncoding { part: "signature" }),
];

#[test]
fn every_token_that_must_be_rejected_is_for_its_own_reason() {
    let file = vectors::must_be_rejected();
    assert_eq!(file.secret, SECRET);
    let names = file.cases.iter().map(|case| case.why.as_str());
    assert!(names.eq(REFUSALS.iter().map(|(why, _)| *why)), "the table is the file's");
    for (case, (why, reason)) in file.cases.iter().zip(REFUSALS) {
        assert_eq!(auth().verify(&case.token), Err(reason), "{why}");
    }
}

#[test]
fn every_part_is_base64url_without_padding() {
    let header = encode(HEADER);
    // Three bytes of 0xFF and 0xFB give all four characters in which the alphabets differ.
    let payload = encode(format!(r#"{{"id":"???>>>~~~","exp":{EXP}}}"#));
    assert!(payload.contains('_') && payload.contains('-'), "the alphabets differ here: {payload}");
    let standard = payload.replace('-', "+").replace('_', "/");
    assert!(auth().verify(&sign_message(&format!("{header}.{payload}"))).is_ok());

    let payload = |text: &str| (sign_message(&format!("{header}.{text}")), "payload");
    // A header that can't be decoded is refused before its signature is looked at.
    let header = |text: &str| (sign_message(&format!("{text}.{}", encode("{}"))), "header");
    let cases = [
        payload(&standard),
        payload(&(encode(r#"{"a":1}"#) + "=")),
        payload("e30 "),
        // Six bits are no byte.
        payload("e30AA"),
        // The last character has bits that are in no byte: `e30` is the same `{}` with them unset.
        payload("e31"),
        header("e31"),
        header("e30="),
        header("{}"),
        header("é"),
    ];
    for (token, part) in cases {
        assert_eq!(auth().verify(&token), Err(VerifyError::InvalidEncoding { part }), "{token}");
    }
}

/// A token that expires at [`EXP`], and starts at `not_before` if that is given.
fn token(not_before: Option<u64>) -> String {
    let not_before = not_before.map(|second| format!(r#","nbf":{second}"#)).unwrap_or_default();
    sign(HEADER, format!(r#"{{"id":1{not_before},"exp":{EXP}}}"#))
}

fn with_leeway(now: u64, leeway: u64) -> VisitorAuth {
    auth_at(now).with_leeway(Duration::from_secs(leeway)).expect("a leeway")
}

#[test]
fn a_token_is_good_until_the_second_before_its_exp() {
    let token = token(None);
    for leeway in [0, 1, 59, 3600] {
        let end = EXP + leeway;
        for (now, is_good) in [(0, true), (end - 1, true), (end, false), (end + 1, false)] {
            let verified = with_leeway(now, leeway).verify(&token);
            let expected = if is_good { Ok(EXP) } else { Err(VerifyError::Expired) };
            let exp = verified.map(|visitor| visitor.expires_at());
            assert_eq!(exp, expected, "at {now} with a leeway of {leeway} s");
        }
    }
}

#[test]
fn there_is_no_leeway_unless_it_is_asked_for() {
    assert!(auth_at(EXP - 1).verify(&token(None)).is_ok());
    assert_eq!(auth_at(EXP).verify(&token(None)), Err(VerifyError::Expired));
}

#[test]
fn the_last_second_counts_to_its_end() {
    let before_exp = UNIX_EPOCH + Duration::from_secs(EXP) - Duration::from_nanos(1);
    let auth = auth().with_clock(move || before_exp);
    assert!(auth.verify(&token(None)).is_ok());
}

#[test]
fn a_token_is_good_from_the_second_of_its_nbf() {
    let start = EXP - 10_000;
    let token = token(Some(start));
    for leeway in [0, 1, 59, 3600] {
        let first = start - leeway;
        for (now, is_good) in [(first - 1, false), (first, true), (start, true)] {
            let verified =
                with_leeway(now, leeway).verify(&token).map(|visitor| visitor.expires_at());
            let expected = if is_good { Ok(EXP) } else { Err(VerifyError::NotYetValid) };
            assert_eq!(verified, expected, "at {now} with a leeway of {leeway} s");
        }
    }
}

#[test]
fn a_leeway_of_an_hour_is_the_longest() {
    let hour = Duration::from_secs(3600);
    assert!(auth().with_leeway(hour).is_ok());
    for leeway in [hour + Duration::from_nanos(1), hour + Duration::from_secs(1), Duration::MAX] {
        let error = auth().with_leeway(leeway).map(|_| ());
        assert_eq!(error, Err(Error::LeewayOutOfRange { leeway }));
    }
}

#[test]
fn the_largest_times_overflow_nothing() {
    let claims = format!(r#"{{"id":1,"nbf":0,"exp":{}}}"#, u64::MAX);
    let visitor = with_leeway(NOW, 3600).verify(&sign(HEADER, claims)).expect("not yet expired");
    assert_eq!(visitor.expires_at(), u64::MAX);

    let claims = format!(r#"{{"id":1,"nbf":{},"exp":{EXP}}}"#, u64::MAX);
    let verified = with_leeway(NOW, 3600).verify(&sign(HEADER, claims));
    assert_eq!(verified, Err(VerifyError::NotYetValid));

    let end_of_time = UNIX_EPOCH + Duration::from_secs(i64::MAX.unsigned_abs());
    let auth = with_leeway(NOW, 3600).with_clock(move || end_of_time);
    assert_eq!(auth.verify(&token(None)), Err(VerifyError::Expired));
}

#[test]
fn a_clock_before_1970_verifies_nothing() {
    let auth = auth().with_clock(|| UNIX_EPOCH - Duration::from_nanos(1));
    assert_eq!(auth.verify(&token(None)), Err(VerifyError::ClockOutOfRange));
}

/// The longest token that is looked at.
const MAX_LEN: usize = 64 * 1024;

#[test]
fn a_token_of_64_kib_is_the_longest() {
    let of_len = |payload_len: usize| {
        let claims = |filling: &str| format!(r#"{{"id":1,"exp":{EXP},"x":"{filling}"}}"#);
        sign(HEADER, claims(&"x".repeat(payload_len - claims("").len())))
    };
    let longest = of_len(49_091);
    assert_eq!(longest.len(), MAX_LEN);
    assert_eq!(auth().verify(&longest).map(|visitor| visitor.expires_at()), Ok(EXP));
    let too_long = of_len(49_092);
    assert_eq!(too_long.len(), MAX_LEN + 1);
    assert_eq!(auth().verify(&too_long), Err(VerifyError::TooLong));
}

#[test]
fn a_text_that_is_far_too_long_is_not_looked_at() {
    for text in ["A".repeat(MAX_LEN + 1), ".".repeat(MAX_LEN + 1), "é".repeat(MAX_LEN)] {
        assert_eq!(auth().verify(&text), Err(VerifyError::TooLong));
    }
}
