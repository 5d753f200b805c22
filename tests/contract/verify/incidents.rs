//! The published security incidents of other JWT libraries, as cases.

use algomo_core::{Error, VerifyError, VisitorAuth, VisitorSecret};
use hmac_sha256::HMAC;
use jsonwebtoken::EncodingKey;

use crate::support::{EXP, HEADER, auth, encode, parts, sign};

fn verify(header: &str, payload: &str) -> Result<(), VerifyError> {
    auth().verify(&sign(header, payload)).map(|_| ())
}

/// CVE-2026-25537: a time of the wrong type counted as absent, so the token never expired.
#[test]
fn a_mistyped_time_is_not_an_absent_one() {
    for value in [r#""4102444800""#, r#""1""#, "null", "true", "[4102444800]", "{}", r#""never""#] {
        let exp = verify(HEADER, &format!(r#"{{"id":1,"exp":{value}}}"#));
        assert_eq!(exp, Err(VerifyError::InvalidClaim { claim: "exp" }), "{value}");
        let nbf = verify(HEADER, &format!(r#"{{"id":1,"exp":{EXP},"nbf":{value}}}"#));
        assert_eq!(nbf, Err(VerifyError::InvalidClaim { claim: "nbf" }), "{value}");
    }
}

/// GHSA-752w-5fwx-jx9f: a header's `crit` was not looked at, so a token was accepted without what it requires.
#[test]
fn a_critical_extension_is_never_passed_over() {
    for crit in [
        r#""crit":["b64"],"b64":false"#,
        r#""crit":["exp"],"exp":0"#,
        r#""crit":["x5t#S256","unknown"]"#,
        r#""crit":"b64""#,
        r#""crit":{}"#,
        r#""crit":false"#,
        r#""crit":[]"#,
        r#""\u0063rit":["b64"]"#,
    ] {
        let header = format!(r#"{{"alg":"HS256",{crit}}}"#);
        let verified = verify(&header, &format!(r#"{{"id":1,"exp":{EXP}}}"#));
        assert_eq!(verified, Err(VerifyError::CriticalExtension), "{header}");
    }
}

/// CVE-2026-45363: an empty key was taken for a key, and everybody can sign with that.
#[test]
fn no_key_is_empty() {
    for secret in [
        VisitorSecret::new(""),
        VisitorSecret::new_allowing_short(""),
        VisitorSecret::from_bytes(b""),
        VisitorSecret::try_from(EncodingKey::from_secret(b"")),
        VisitorSecret::from_file("/dev/null"),
    ] {
        assert_eq!(secret.map(drop), Err(Error::SecretEmpty));
    }
    let message = format!("{}.{}", encode(HEADER), encode(format!(r#"{{"id":1,"exp":{EXP}}}"#)));
    for key in [&b""[..], &[0], &[0; 32], &[0; 64]] {
        // HMAC fills a short key with zeros, so these four sign alike.
        let token = format!("{message}.{}", encode(HMAC::mac(&message, key)));
        assert_eq!(auth().verify(&token), Err(VerifyError::WrongSignature));
        assert_eq!(VisitorAuth::disabled().verify(&token), Err(VerifyError::Disabled));
    }
}

/// Numbers that a reader cut down to the largest one it has, or read as the last of two.
#[test]
fn no_number_is_cut_down_and_none_comes_twice() {
    for id in ["9007199254740993", "18446744073709551617", "1e309", "-1e309"] {
        let verified = verify(HEADER, &format!(r#"{{"id":{id},"exp":{EXP}}}"#));
        assert_eq!(verified, Err(VerifyError::InvalidClaim { claim: "id" }), "{id}");
    }
    for time in ["1e309", "-1e309", "1e999999"] {
        let verified = verify(HEADER, &format!(r#"{{"id":1,"exp":{time}}}"#));
        assert_eq!(verified, Err(VerifyError::InvalidClaim { claim: "exp" }), "{time}");
        let verified = verify(HEADER, &format!(r#"{{"id":1,"exp":{EXP},"nbf":{time}}}"#));
        assert_eq!(verified, Err(VerifyError::InvalidClaim { claim: "nbf" }), "{time}");
    }
    let duplicate = Err(VerifyError::DuplicateKey { part: "payload" });
    for twice in [r#""exp":1,"id":1"#, r#""id":2,"id":1"#, r#""\u0065xp":1,"id":1"#] {
        assert_eq!(verify(HEADER, &format!(r#"{{{twice},"exp":{EXP}}}"#)), duplicate, "{twice}");
    }
}

/// GHSA-jc38-x7x8-2xc8: in the JSON forms of a JWS, a parameter counted although no signature covers it.
#[test]
fn no_header_is_read_that_is_not_signed() {
    let good = sign(HEADER, format!(r#"{{"id":1,"exp":{EXP}}}"#));
    assert!(auth().verify(&good).is_ok());
    let [protected, payload, signature] = parts(&good);
    let without_alg = encode(r#"{"typ":"JWT"}"#);
    for json in [
        format!(
            r#"{{"protected":"{without_alg}","header":{{"alg":"HS256"}},"payload":"{payload}","signature":"{signature}"}}"#
        ),
        format!(
            r#"{{"payload":"{payload}","signatures":[{{"protected":"{protected}","header":{{"alg":"none"}},"signature":"{signature}"}}]}}"#
        ),
        format!(
            r#"{{"header":{{"alg":"HS256"}},"payload":"{payload}","signature":"{signature}"}}"#
        ),
    ] {
        assert_eq!(auth().verify(&json), Err(VerifyError::NotCompact), "{json}");
    }
    let message = format!("{without_alg}.{payload}");
    let signed = crate::support::sign_message(&message);
    assert_eq!(auth().verify(&signed), Err(VerifyError::UnsupportedAlgorithm));
}

/// CVE-2015-9235 and many after it: a public key as the secret of an HMAC, which everybody knows.
#[test]
fn no_key_of_another_algorithm_is_a_secret() {
    let pem = "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n";
    let jwk =
        r#"{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx","e":"AQAB"}"#;
    for (text, reason) in [(pem, Error::SecretPem), (jwk, Error::SecretJwk)] {
        for secret in [
            VisitorSecret::new(text),
            VisitorSecret::new_allowing_short(text),
            VisitorSecret::from_bytes(text.as_bytes()),
            VisitorSecret::try_from(EncodingKey::from_secret(text.as_bytes())),
        ] {
            assert_eq!(secret.map(drop), Err(reason.clone()));
        }
    }
    for key in [EncodingKey::from_rsa_der(&[7; 64]), EncodingKey::from_ec_der(&[7; 64])] {
        assert_eq!(VisitorSecret::try_from(key).map(drop), Err(Error::SecretNotHmac));
    }
}
