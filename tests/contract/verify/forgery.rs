//! Tokens that were good until somebody changed them.

use algomo_core::{VerifyError, Visitor};

use crate::support::{Known, auth, decode, encode, mint, parts};

/// The characters of base64url.
const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A good token, checked to be one.
fn good_token() -> String {
    let token = mint(&auth(), &Known(Visitor::new(1).name("John Doe").email("john@example.com")));
    assert!(auth().verify(&token).is_ok());
    token
}

/// The token with other bytes as its signature.
fn with_signature(token: &str, signature: impl AsRef<[u8]>) -> String {
    let [header, payload, _] = parts(token);
    format!("{header}.{payload}.{}", encode(signature))
}

#[test]
fn a_token_with_any_character_changed_is_refused() {
    let token = good_token();
    let mut tried = 0;
    for (place, original) in token.char_indices() {
        for other in ALPHABET.chars().chain(['.']).filter(|other| *other != original) {
            let mut changed = token.clone();
            changed.replace_range(place..=place, other.encode_utf8(&mut [0; 4]));
            assert!(auth().verify(&changed).is_err(), "{other} for {original} at {place}");
            tried += 1;
        }
    }
    assert_eq!(tried, token.len() * 64);
}

#[test]
fn a_token_with_a_character_more_or_less_is_refused() {
    let token = good_token();
    for place in 0..token.len() {
        let mut shorter = token.clone();
        shorter.remove(place);
        assert!(auth().verify(&shorter).is_err(), "without the character at {place}");
    }
    for place in 0..=token.len() {
        for more in ['A', 'e', '_', '.', '=', ' ', '\n', '\0', 'é'] {
            let mut longer = token.clone();
            longer.insert(place, more);
            assert!(auth().verify(&longer).is_err(), "{more:?} at {place}");
        }
    }
    for len in 0..token.len() {
        assert!(auth().verify(&token[..len]).is_err(), "the first {len} characters");
        assert!(auth().verify(&token[token.len() - len..]).is_err(), "the last {len} characters");
    }
}

#[test]
fn a_signature_with_any_bit_flipped_is_wrong() {
    let token = good_token();
    let signature = decode(parts(&token)[2]);
    assert_eq!(signature.len(), 32);
    for bit in 0..256 {
        let mut flipped = signature.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let refused = auth().verify(&with_signature(&token, flipped));
        assert_eq!(refused, Err(VerifyError::WrongSignature), "bit {bit}");
    }
}

#[test]
fn a_signature_of_another_length_is_wrong() {
    let token = good_token();
    let signature = decode(parts(&token)[2]);
    for len in 1..signature.len() {
        for cut in [&signature[..len], &signature[signature.len() - len..]] {
            let refused = auth().verify(&with_signature(&token, cut));
            assert_eq!(refused, Err(VerifyError::WrongSignature), "{len} bytes");
        }
    }
    assert_eq!(auth().verify(&with_signature(&token, [])), Err(VerifyError::NotCompact));
    for extra in [vec![0], vec![0; 32], signature.clone(), vec![0xff; 1000]] {
        let extended = with_signature(&token, [signature.as_slice(), &extra].concat());
        assert_eq!(auth().verify(&extended), Err(VerifyError::WrongSignature));
    }
    for constant in [vec![0; 32], vec![0xff; 32]] {
        let refused = auth().verify(&with_signature(&token, constant));
        assert_eq!(refused, Err(VerifyError::WrongSignature));
    }
}

#[test]
fn a_signature_has_one_spelling() {
    let token = good_token();
    // The last of 43 characters has two bits that are in no byte: three other characters would spell the same signature.
    let last = token.chars().last().and_then(|last| ALPHABET.find(last)).expect("of the alphabet");
    assert_eq!(last % 4, 0, "the bits are unset");
    for other in &ALPHABET[last + 1..last + 4].to_owned().into_bytes() {
        let respelled = token[..token.len() - 1].to_owned() + &char::from(*other).to_string();
        let refused = auth().verify(&respelled);
        assert_eq!(refused, Err(VerifyError::InvalidEncoding { part: "signature" }));
    }
}

#[test]
fn parts_of_two_good_tokens_make_no_third() {
    let (one, two) = (good_token(), mint(&auth(), &Known(Visitor::new(2))));
    let ([header, claims, signature], [_, other_claims, other_signature]) =
        (parts(&one), parts(&two));
    for (claims, signature) in [(claims, other_signature), (other_claims, signature)] {
        let mixed = auth().verify(&format!("{header}.{claims}.{signature}"));
        assert_eq!(mixed, Err(VerifyError::WrongSignature));
    }
    for parts in
        [[claims, header, signature], [header, signature, claims], [signature, header, claims]]
    {
        assert!(auth().verify(&parts.join(".")).is_err());
    }
}

#[test]
fn the_other_forms_of_a_jws_are_refused() {
    let token = good_token();
    let [header, claims, signature] = parts(&token);
    for other in [
        format!(r#"{{"protected":"{header}","payload":"{claims}","signature":"{signature}"}}"#),
        format!("Bearer {token}"),
        format!("{token} "),
        format!("{token}\n"),
        // A detached payload, and a token of five parts as an encrypted one has.
        format!("{header}..{signature}"),
        format!("{header}.{claims}.{signature}.{signature}.{signature}"),
        format!(".{claims}.{signature}"),
        format!("{header}.{claims}."),
        format!(".{token}"),
        format!("{token}."),
    ] {
        assert!(auth().verify(&other).is_err(), "{other}");
    }
}
