//! What the header of a token may say.

use algomo_core::VerifyError;

use crate::support::{EXP, auth, sign};

/// Verifies a signed token with this header.
fn verify(header: &str) -> Result<(), VerifyError> {
    auth().verify(&sign(header, format!(r#"{{"id":1,"exp":{EXP}}}"#))).map(|_| ())
}

/// A header with an unknown parameter that is nested a thousand levels deep.
fn deep() -> String {
    format!(r#"{{"alg":"HS256","x":{}{}}}"#, "[".repeat(1000), "]".repeat(1000))
}

#[test]
fn a_header_that_asks_for_nothing_special_is_accepted() {
    let headers = [
        r#"{"typ":"JWT","alg":"HS256"}"#,
        r#"{"alg":"HS256","typ":"JWT"}"#,
        r#"{"alg":"HS256"}"#,
        r#"{"alg":"HS256","typ":"jwt"}"#,
        r#"{"alg":"HS256","typ":"Jwt"}"#,
        // With the `application/` that may be left out (RFC 7515, section 4.1.9), in any case.
        r#"{"alg":"HS256","typ":"application/jwt"}"#,
        r#"{"alg":"HS256","typ":"application/JWT"}"#,
        r#"{"alg":"HS256","typ":"Application/Jwt"}"#,
        " { \"alg\" :\t\"HS256\"\r\n} ",
        r#"{"\u0061lg":"HS\u003256"}"#,
        // What points to a key is passed over: there is only the one that we were given.
        r#"{"alg":"HS256","kid":"../../../dev/null"}"#,
        r#"{"alg":"HS256","kid":7}"#,
        r#"{"alg":"HS256","jwk":{"kty":"oct","k":"AA"}}"#,
        r#"{"alg":"HS256","jku":"https://example.com/keys","x5u":"https://example.com/cert"}"#,
        r#"{"alg":"HS256","cty":"JWT","x":[{"y":null}]}"#,
        &deep(),
    ];
    for header in headers {
        assert_eq!(verify(header), Ok(()), "{header}");
    }
}

#[test]
fn a_header_that_asks_for_anything_else_is_refused_though_the_signature_is_right() {
    let unclosed = deep().replace("]}", "}");
    let cases: &[(&str, VerifyError)] = &[
        ("{}", VerifyError::UnsupportedAlgorithm),
        (r#"{"alg":"none"}"#, VerifyError::UnsupportedAlgorithm),
        (r#"{"alg":""}"#, VerifyError::UnsupportedAlgorithm),
        (r#"{"alg":"hs256"}"#, VerifyError::UnsupportedAlgorithm),
        (r#"{"alg":"HS256 "}"#, VerifyError::UnsupportedAlgorithm),
        (r#"{"alg":"HS512"}"#, VerifyError::UnsupportedAlgorithm),
        (r#"{"alg":"ES256"}"#, VerifyError::UnsupportedAlgorithm),
        (r#"{"alg":null}"#, VerifyError::UnsupportedAlgorithm),
        (r#"{"alg":256}"#, VerifyError::UnsupportedAlgorithm),
        (r#"{"alg":["HS256"]}"#, VerifyError::UnsupportedAlgorithm),
        (r#"{"ALG":"HS256"}"#, VerifyError::UnsupportedAlgorithm),
        (r#"{"alg":"HS256","typ":"JWS"}"#, VerifyError::UnsupportedType),
        (r#"{"alg":"HS256","typ":"at+jwt"}"#, VerifyError::UnsupportedType),
        (r#"{"alg":"HS256","typ":""}"#, VerifyError::UnsupportedType),
        (r#"{"alg":"HS256","typ":"application/"}"#, VerifyError::UnsupportedType),
        (r#"{"alg":"HS256","typ":"application/json"}"#, VerifyError::UnsupportedType),
        (r#"{"alg":"HS256","typ":"application/at+jwt"}"#, VerifyError::UnsupportedType),
        (r#"{"alg":"HS256","typ":"text/jwt"}"#, VerifyError::UnsupportedType),
        (r#"{"alg":"HS256","typ":"/jwt"}"#, VerifyError::UnsupportedType),
        (r#"{"alg":"HS256","typ":"JWT "}"#, VerifyError::UnsupportedType),
        (r#"{"alg":"HS256","typ":null}"#, VerifyError::UnsupportedType),
        (r#"{"alg":"HS256","typ":["JWT"]}"#, VerifyError::UnsupportedType),
        (r#"{"alg":"HS256","crit":["exp"]}"#, VerifyError::CriticalExtension),
        (r#"{"alg":"HS256","crit":[]}"#, VerifyError::CriticalExtension),
        (r#"{"alg":"HS256","crit":null}"#, VerifyError::CriticalExtension),
        (r#"{"alg":"HS256","alg":"HS256"}"#, VerifyError::DuplicateKey { part: "header" }),
        (r#"{"alg":"none","alg":"HS256"}"#, VerifyError::DuplicateKey { part: "header" }),
        (r#"{"alg":"HS256","\u0061lg":"none"}"#, VerifyError::DuplicateKey { part: "header" }),
        (r#"{"alg":"HS256","kid":1,"kid":2}"#, VerifyError::DuplicateKey { part: "header" }),
        (r#"["HS256"]"#, VerifyError::InvalidJson { part: "header" }),
        (r#""HS256""#, VerifyError::InvalidJson { part: "header" }),
        (r#"{"alg":"HS256"}{}"#, VerifyError::InvalidJson { part: "header" }),
        (r#"{"alg":"HS256",}"#, VerifyError::InvalidJson { part: "header" }),
        ("\u{feff}{\"alg\":\"HS256\"}", VerifyError::InvalidJson { part: "header" }),
        ("null", VerifyError::InvalidJson { part: "header" }),
        (&unclosed, VerifyError::InvalidJson { part: "header" }),
    ];
    for (header, reason) in cases {
        assert_eq!(verify(header).as_ref(), Err(reason), "{header}");
    }
}

#[test]
fn a_header_that_is_no_text_is_refused() {
    let token = sign(b"{\"alg\":\"HS256\",\"kid\":\"\xff\"}", format!(r#"{{"id":1,"exp":{EXP}}}"#));
    assert_eq!(auth().verify(&token), Err(VerifyError::InvalidJson { part: "header" }));
}
