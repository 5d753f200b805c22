//! One bound on a token's size, for the mint and for the verifier: 64 KiB.

use algomo_core::{Contract, CustomData, Error, VerifyError, Visitor, VisitorAuth};

use super::refusal;
use crate::support::{EXP, HEADER, auth, mint, payload, sign};

/// The longest token.
const MAX_LEN: usize = 64 * 1024;

/// The longest payload: three parts, of which the header takes 36 characters, the signature 43, and the dots two.
const MAX_JSON: usize = (MAX_LEN - 36 - 43 - 2) / 4 * 3;

/// A user whose payload has `len` bytes, with a name of as many `pattern`s as fit, and letters for the rest.
fn user(len: usize, pattern: &str, pattern_json: &str) -> Visitor<'static> {
    let around = format!(r#"{{"id":1,"name":"","exp":{EXP}}}"#).len();
    let room = len - around;
    let name = pattern.repeat(room / pattern_json.len()) + &"a".repeat(room % pattern_json.len());
    Visitor::new(1).name(name)
}

/// What a name may consist of, and how JSON writes it.
const PATTERNS: [(&str, &str); 6] = [
    ("a", "a"),
    ("\u{1}", "\\u0001"),
    ("\"", "\\\""),
    ("é", "é"),
    ("🦀", "🦀"),
    ("\u{1}ab\n🦀\"", "\\u0001ab\\n🦀\\\""),
];

#[test]
fn the_longest_token_is_minted_and_accepted() {
    assert_eq!(MAX_JSON % 3, 0);
    for (pattern, json) in PATTERNS {
        let user = user(MAX_JSON, pattern, json);
        let token = mint(&auth(), &user);
        // 65 455 characters of base64 hold no more whole groups of three bytes.
        assert_eq!(token.len(), MAX_LEN - (MAX_LEN - 36 - 43 - 2) % 4, "{pattern:?}");
        assert!(auth().verify(&token).is_ok(), "{pattern:?}");
        let mut page = String::new();
        assert_eq!(auth().write_settings(&user, None, &mut page), Ok(true));
        assert!(page.contains(&token));
    }
}

/// Of the bytes after the longest payload of whole groups, two still fit: they take three characters.
#[test]
fn one_byte_more_than_fits_is_refused_by_both() {
    let largest = MAX_JSON + (MAX_LEN - 36 - 43 - 2) % 4 * 3 / 4;
    for (pattern, json) in PATTERNS {
        for fits in MAX_JSON..=largest {
            let token = mint(&auth(), &user(fits, pattern, json));
            assert!(token.len() <= MAX_LEN, "{} characters", token.len());
            assert!(auth().verify(&token).is_ok(), "{fits} bytes of {pattern:?}");
        }
        let too_long = user(largest + 1, pattern, json);
        assert_eq!(refusal(&auth(), &too_long), Error::TokenTooLong, "{pattern:?}");
        let claims = serde_json::to_string(&too_long).expect("it serializes");
        let token = sign(HEADER, format!("{},\"exp\":{EXP}}}", claims.trim_end_matches('}')));
        assert!(token.len() > MAX_LEN && token.len() <= MAX_LEN + 2);
        assert_eq!(auth().verify(&token), Err(VerifyError::TooLong), "{pattern:?}");
    }
}

#[test]
fn a_token_of_exactly_64_kib_is_the_longest_that_is_looked_at() {
    // Other headers have other lengths, so that a token can have exactly so many characters.
    let header = r#"{"alg":"HS256"}"#;
    let of_len = |json_len: usize| {
        let claims = |filling: &str| format!(r#"{{"id":1,"exp":{EXP},"x":"{filling}"}}"#);
        sign(header, claims(&"x".repeat(json_len - claims("").len())))
    };
    let lens: Vec<_> = (49_095..49_110).map(|json| of_len(json).len()).collect();
    assert!(lens.contains(&MAX_LEN) && lens.contains(&(MAX_LEN + 1)), "{lens:?}");
    for json_len in 49_095..49_110 {
        let token = of_len(json_len);
        let verified = auth().verify(&token).map(|_| ());
        let expected = if token.len() <= MAX_LEN { Ok(()) } else { Err(VerifyError::TooLong) };
        assert_eq!(verified, expected, "{} characters", token.len());
    }
}

#[test]
fn each_claim_counts() {
    let long = || "a".repeat(MAX_LEN);
    for user in [
        Visitor::new(long()),
        Visitor::new(1).name(long()),
        Visitor::new(1).email(long()),
        Visitor::new(1).company_id(long()),
        Visitor::new(1).company_name(long()),
        Visitor::new(1).company_namy(long()),
    ] {
        assert_eq!(refusal(&auth(), &user), Error::TokenTooLong);
    }
    let current = |visitor: Visitor<'static>| visitor.contract(Contract::AuthToken);
    let entries = |count| (0..count).map(|n: u32| (n.to_string(), "")).collect::<CustomData<'_>>();
    for user in [
        current(Visitor::new(1).avatar(long())),
        current(Visitor::new(1).custom("key", long())),
        current(Visitor::new(1).custom(long(), "value")),
        current(Visitor::new(1).custom_data(entries(9000))),
    ] {
        assert_eq!(refusal(&auth(), &user), Error::TokenTooLong);
    }
    // Many short claims together.
    let token = mint(&auth(), &current(Visitor::new(1).custom_data(entries(4000))));
    assert_eq!(payload(&token)["customData"].as_object().map(serde_json::Map::len), Some(4000));
}

#[test]
fn a_text_that_is_far_too_long_is_not_looked_at() {
    for text in ["A".repeat(MAX_LEN + 1), ".".repeat(MAX_LEN + 1), "é".repeat(MAX_LEN)] {
        assert_eq!(auth().verify(&text), Err(VerifyError::TooLong));
    }
    assert_eq!(
        VisitorAuth::disabled().verify(&"A".repeat(MAX_LEN + 1)),
        Err(VerifyError::Disabled)
    );
}
