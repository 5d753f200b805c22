//! No random secret is taken for a wrapped one, however it is written as text.

use algomo_core::VisitorSecret;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use proptest::collection::vec;
use proptest::prelude::*;

/// Base32 (RFC 4648, section 6), with padding.
fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::new();
    for group in bytes.chunks(5) {
        let mut bits = [0; 8];
        bits[3..3 + group.len()].copy_from_slice(group);
        let bits = u64::from_be_bytes(bits);
        let digits = (group.len() * 8).div_ceil(5);
        for place in 0..8 {
            let digit = usize::try_from(bits >> (35 - 5 * place) & 31).expect("five bits");
            text.push(if place < digits { char::from(ALPHABET[digit]) } else { '=' });
        }
    }
    text
}

fn hex(bytes: &[u8]) -> String {
    let digit = |digit| char::from_digit(u32::from(digit), 16).expect("four bits");
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// All the usual forms of a secret's bytes.
fn forms(bytes: &[u8]) -> [String; 11] {
    let base32 = base32(bytes);
    let unpadded = base32.trim_end_matches('=').to_owned();
    [
        STANDARD.encode(bytes),
        STANDARD_NO_PAD.encode(bytes),
        URL_SAFE.encode(bytes),
        URL_SAFE_NO_PAD.encode(bytes),
        base32.to_lowercase(),
        unpadded.to_lowercase(),
        base32,
        unpadded,
        hex(bytes),
        hex(bytes).to_uppercase(),
        format!("sk_{}", hex(bytes)),
    ]
}

#[test]
fn base32_is_that_of_the_rfc() {
    // RFC 4648, section 10.
    for (bytes, text) in
        [("", ""), ("f", "MY======"), ("foo", "MZXW6==="), ("foobar", "MZXW6YTBOI======")]
    {
        assert_eq!(base32(bytes.as_bytes()), text);
    }
    assert_eq!(base32(b"foob"), "MZXW6YQ=");
    assert_eq!(base32(b"fooba"), "MZXW6YTB");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    /// 44 000 secrets in each run.
    #[test]
    fn a_random_secret_is_accepted_in_every_encoding(bytes in vec(any::<u8>(), 24..80)) {
        for text in forms(&bytes) {
            prop_assert!(VisitorSecret::new_allowing_short(&text).is_ok(), "{text}");
            prop_assert_eq!(VisitorSecret::new(&text).is_ok(), text.len() >= 32, "{}", text);
            prop_assert_eq!(VisitorSecret::from_bytes(text.as_bytes()).is_ok(), text.len() >= 32, "{}", text);
        }
    }

    #[test]
    fn random_letters_and_digits_are_accepted(text in "[A-Za-z0-9]{32,64}", upper in "[A-Z0-9]{31,63}={1,6}") {
        prop_assert!(VisitorSecret::new(&text).is_ok(), "{text}");
        prop_assert!(VisitorSecret::new(&upper).is_ok(), "{upper}");
    }
}

/// Bytes that make the encodings look like something else: slashes, plus signs, the same letter throughout. Only 0xfd is
/// left out: its base64 is `/f39/f39…`, which is what a path looks like.
#[test]
fn constant_bytes_are_accepted_in_every_encoding() {
    for len in 32..70 {
        for byte in (0..=255).filter(|byte| *byte != 0xfd) {
            for text in forms(&vec![byte; len]) {
                assert!(VisitorSecret::new(&text).is_ok(), "{text}");
            }
        }
    }
}
