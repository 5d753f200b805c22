//! Any bytes as a token, and any bytes as the header and the payload of a rightly signed one.
#![no_main]

use std::collections::BTreeMap;

use algomo_core::{Contract, VerifiedVisitor};
use algomo_fuzz::{SECRET, auth_at};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac_sha256::HMAC;
use libfuzzer_sys::fuzz_target;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// What a reader makes of an object. A value that it cannot hold, such as `1e999` or half of a surrogate pair, is JSON all the
/// same; `null` stands for it here, which no claim may be.
fn read(json: &[u8]) -> Map<String, Value> {
    let entries: BTreeMap<String, Box<RawValue>> = serde_json::from_slice(json).expect("an object");
    let value = |json: &RawValue| serde_json::from_str(json.get()).unwrap_or(Value::Null);
    entries.iter().map(|(key, json)| (key.clone(), value(json))).collect()
}

/// Whether the claims are equal, and `exp` is as near as serde_json reads a number with a fraction or an exponent.
fn is_same(one: &VerifiedVisitor, other: &VerifiedVisitor) -> bool {
    let claims = |visitor: &VerifiedVisitor| {
        let mut claims = serde_json::to_value(visitor).expect("JSON");
        claims.as_object_mut().expect("an object").remove("exp");
        claims
    };
    let apart = (one.expires_at() - other.expires_at()).abs();
    claims(one) == claims(other) && apart <= one.expires_at().abs() * 4.0 * f64::EPSILON
}

const NOW: u64 = 1_700_000_000;

fuzz_target!(|bytes: &[u8]| {
    let auth = auth_at(NOW);
    // Nothing that has no signature of ours is accepted: nobody here knows the secret.
    assert!(auth.verify(&String::from_utf8_lossy(bytes)).is_err());

    let zero = bytes.iter().position(|byte| *byte == 0);
    let (header, payload) = match zero {
        Some(zero) => (&bytes[..zero], &bytes[zero + 1..]),
        None => (br#"{"typ":"JWT","alg":"HS256"}"#.as_slice(), bytes),
    };
    let message = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
    let token = format!("{message}.{}", URL_SAFE_NO_PAD.encode(HMAC::mac(&message, SECRET)));
    let Ok(visitor) = auth.verify(&token) else { return };

    // Another reader understands an accepted token in the same way.
    let header = read(header);
    assert_eq!(header["alg"], "HS256");
    assert!(!header.contains_key("crit"));
    let payload = read(payload);
    assert!(payload["exp"].as_f64().is_some_and(|exp| exp > NOW as f64));
    assert!(payload.get("nbf").is_none_or(|nbf| nbf.as_f64().is_some_and(|nbf| nbf <= NOW as f64)));
    match &payload["id"] {
        Value::String(id) => {
            assert_eq!((id, visitor.id().as_integer()), (&visitor.id().to_string(), None))
        }
        id => assert_eq!(id.as_i64(), visitor.id().as_integer()),
    }
    assert!(!visitor.id().to_string().trim().is_empty());
    for (claim, read) in
        [("name", visitor.name()), ("email", visitor.email()), ("avatar", visitor.avatar())]
    {
        assert_eq!(payload.get(claim), read.map(Value::from).as_ref(), "{claim}");
    }

    // Told again, they are accepted again, under the contract that they fit.
    let again = serde_json::to_string(&visitor).expect("JSON");
    let message = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256"}"#),
        URL_SAFE_NO_PAD.encode(again)
    );
    let token = format!("{message}.{}", URL_SAFE_NO_PAD.encode(HMAC::mac(&message, SECRET)));
    assert!(auth.verify(&token).is_ok_and(|read| is_same(&read, &visitor)), "{message}");
    for contract in [Contract::VisitorToken, Contract::AuthToken] {
        if let Ok(read) = auth.clone().with_contract(contract).verify(&token) {
            assert!(is_same(&read, &visitor));
        }
    }
});
