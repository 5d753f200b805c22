//! The HS256 examples of the RFCs. They are not visitors' tokens, so each is refused, and the reason for which it is refused
//! shows that its signature was found to be right.

use algomo_core::{VerifyError, VisitorAuth, VisitorSecret};
use algomo_tests::vectors;

use crate::support::{decode, parts};

/// RFC 7515, appendix A.1.
const RFC_7515: Example = Example {
    key: "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
    token: concat!(
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9",
        ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
        ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    ),
    refused_for: VerifyError::MissingClaim { claim: "id" },
};

/// RFC 7520, section 4.4. Its payload is a sentence.
const RFC_7520: Example = Example {
    key: "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg",
    token: concat!(
        "eyJhbGciOiJIUzI1NiIsImtpZCI6IjAxOGMwYWU1LTRkOWItNDcxYi1iZmQ2LWVlZjMxNGJjNzAzNyJ9",
        ".SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCwg",
        "YW5kIGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9m",
        "ZiB0by4",
        ".s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0",
    ),
    refused_for: VerifyError::InvalidJson { part: "payload" },
};

struct Example {
    /// The key in base64url, as a JSON Web Key has it.
    key: &'static str,
    token: &'static str,
    refused_for: VerifyError,
}

impl Example {
    /// A verifier with the example's key, one of whose bits may be flipped.
    fn auth(&self, flipped: u8) -> VisitorAuth {
        let mut key = decode(self.key);
        key[7] ^= flipped;
        // One second before the `exp` of the first example.
        vectors::mint_at(VisitorSecret::from_bytes(&key).expect("a secret"), 1_300_819_379)
    }
}

#[test]
fn the_signatures_of_the_rfcs_are_right() {
    for example in [RFC_7515, RFC_7520] {
        assert_eq!(example.auth(0).verify(example.token), Err(example.refused_for));
    }
}

#[test]
fn nothing_but_the_rfcs_key_and_text_yields_them() {
    for example in [RFC_7515, RFC_7520] {
        assert_eq!(example.auth(1).verify(example.token), Err(VerifyError::WrongSignature));
        let [header, payload, signature] = parts(example.token);
        let shorter = &payload[..payload.len() - 4];
        let changed = format!("{header}.{shorter}.{signature}");
        assert_eq!(example.auth(0).verify(&changed), Err(VerifyError::WrongSignature));
    }
    let [header, _, _] = parts(RFC_7515.token);
    let [_, payload, signature] = parts(RFC_7520.token);
    let mixed = format!("{header}.{payload}.{signature}");
    assert_eq!(RFC_7520.auth(0).verify(&mixed), Err(VerifyError::WrongSignature));
}
