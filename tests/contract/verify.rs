//! The verifier, on the vectors. Its other rules have files of their own.

mod any_input;
mod claims;
mod contracts;
mod forgery;
mod header;
mod incidents;
mod published;
mod stricter;
mod times;

use algomo_core::{VerifyError, VisitorSecret};
use algomo_tests::vectors::{self, ForeignCase};
use jsonwebtoken::EncodingKey;
use serde_json::Value;

use crate::support::{EXP, HEADER, NOW, SECRET, auth, encode, sign_message};

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
    assert_eq!(cases.len(), 14);
    assert_eq!(cases.iter().filter(|case| case.language == "C#").count(), 6);
    for case in &cases {
        let who = format!("{} ({}): {:?}", case.library, case.language, case.note);
        let auth = vectors::mint_at(secret_of(case), NOW);
        let visitor = auth.verify(&case.token).unwrap_or_else(|error| panic!("{who}: {error}"));

        let claim = |claim: &str| case.claims.get(claim).and_then(Value::as_str);
        assert_eq!(visitor.id().as_integer(), case.claims["id"].as_i64(), "{who}");
        let digits = case.claims["id"].as_str().map_or_else(|| "1".to_owned(), str::to_owned);
        assert_eq!(visitor.id().to_string(), digits, "{who}");
        assert_eq!(visitor.name(), claim("name"), "{who}");
        assert_eq!(visitor.email(), claim("email"), "{who}");
        assert_eq!(visitor.avatar(), claim("avatar"), "{who}");
        // Registered claims that no contract has are ignored.
        let mut claims = case.claims.clone();
        claims.retain(|claim, _| !["iss", "aud", "iat", "nbf"].contains(&claim.as_str()));
        let verified = serde_json::to_value(&visitor).expect("it serializes");
        assert_eq!(verified, Value::Object(claims), "{who}");
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
    ("exp is negative", VerifyError::Expired),
    ("exp twice", VerifyError::DuplicateKey { part: "payload" }),
    ("id twice", VerifyError::DuplicateKey { part: "payload" }),
    ("no id", VerifyError::MissingClaim { claim: "id" }),
    ("id is null", VerifyError::InvalidClaim { claim: "id" }),
    ("id is empty", VerifyError::BlankId),
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
