//! The secret, from text, from bytes and from a key: its length, and what it signs.

use algomo_core::{Error, Visitor, VisitorSecret};
use algomo_tests::vectors;
use hmac_sha256::HMAC;
use jsonwebtoken::EncodingKey;

use super::assert_says;
use crate::support::{NOW, SECRET, auth, encode, mint};

/// Each way to make a secret of bytes, all of which have to agree.
fn of_bytes(bytes: &[u8]) -> Result<VisitorSecret, Error> {
    let secret = VisitorSecret::from_bytes(bytes);
    let key = VisitorSecret::try_from(EncodingKey::from_secret(bytes));
    assert_eq!(key.map(drop), secret.as_ref().map(|_| ()).map_err(Clone::clone));
    secret
}

/// Asserts that a secret is refused for this reason in every form, and that the reason does not show it.
#[track_caller]
fn assert_refused(text: &str, reason: &Error) {
    for secret in [
        VisitorSecret::new(text),
        VisitorSecret::new_allowing_short(text),
        of_bytes(text.as_bytes()),
    ] {
        let error = secret.expect_err("a secret that is refused");
        assert_eq!(error, *reason, "{text:?}");
        assert!(text.trim().is_empty() || !error.to_string().contains(text.trim()), "{error}");
    }
}

#[test]
fn an_empty_secret_is_refused() {
    assert_refused("", &Error::SecretEmpty);
}

#[test]
fn a_secret_of_32_bytes_is_the_shortest() {
    // Bytes count, not characters: the second is 16 of them.
    for enough in ["a".repeat(32), "é".repeat(16), "a".repeat(33), "a".repeat(4096)] {
        assert!(VisitorSecret::new(&enough).is_ok());
        assert!(of_bytes(enough.as_bytes()).is_ok());
    }
    let thirty_one = ["a".repeat(31), "é".repeat(15) + "!", "hush!".to_owned(), "x".to_owned()];
    for short in &thirty_one {
        assert_eq!(VisitorSecret::new(short).err(), Some(Error::SecretTooShort));
        assert_eq!(of_bytes(short.as_bytes()).err(), Some(Error::SecretTooShort));
        assert!(VisitorSecret::new_allowing_short(short).is_ok());
    }
}

#[test]
fn bytes_that_are_not_text_are_checked_for_their_length_only() {
    // Neither the line end nor the quotation marks mean anything beside bytes that are not text.
    for bytes in [[0xff; 32].as_slice(), b"\"\xff123456789012345678901234567890\"\n", &[0x80; 64]] {
        let secret = of_bytes(bytes).expect("a secret");
        let token = mint(&vectors::mint_at(secret, NOW), &Visitor::new(7));
        let (message, signature) = token.rsplit_once('.').expect("a signature");
        assert_eq!(signature, encode(HMAC::mac(message, bytes)));
    }
    for short in [[0xff; 31].as_slice(), &[0xff], b"\xff\n"] {
        assert_eq!(of_bytes(short).err(), Some(Error::SecretTooShort));
    }
}

#[test]
fn a_key_that_is_not_for_hmac_is_refused_whatever_its_length() {
    for der in [[7; 64].as_slice(), &[7; 8], &[]] {
        let keys = [
            EncodingKey::from_rsa_der(der),
            EncodingKey::from_ec_der(der),
            EncodingKey::from_ed_der(der),
        ];
        for key in keys {
            assert_eq!(VisitorSecret::try_from(key).err(), Some(Error::SecretNotHmac));
        }
    }
    assert_says(&Error::SecretNotHmac, &["HMAC"]);
}

/// The same key in each form signs the same, and another key does not.
#[test]
fn the_key_is_the_texts_bytes_in_every_form() {
    for text in
        [SECRET, "YWxnb21vLWdvbGRlbi1zZWNyZXQtMDEyMzQ1Njc4OWFiY2RlZg==", "ключ-ключ-ключ-ключ"]
    {
        let expected = |token: &str| {
            let (message, signature) = token.rsplit_once('.').expect("a signature");
            assert_eq!(signature, encode(HMAC::mac(message, text)), "{text}");
        };
        for secret in [
            VisitorSecret::new(text),
            VisitorSecret::new(String::from(text)),
            VisitorSecret::new_allowing_short(text),
            of_bytes(text.as_bytes()),
        ] {
            let auth = vectors::mint_at(secret.expect("a secret"), NOW);
            expected(&mint(&auth, &Visitor::new(1)));
            let clone = auth.clone();
            drop(auth);
            expected(&mint(&clone, &Visitor::new(2)));
        }
    }
    assert_ne!(
        mint(&auth(), &Visitor::new(1)),
        mint(
            &vectors::mint_at(VisitorSecret::new(SECRET.to_uppercase()).expect("a secret"), NOW),
            &Visitor::new(1)
        ),
    );
}

/// A key longer than a block of SHA-256, 64 bytes, is hashed first (RFC 2104, section 2).
#[test]
fn a_key_of_any_length_signs_as_an_hmac_should() {
    for len in (32..=140).chain([1000]) {
        let text: String = ('a'..='z').cycle().take(len).collect();
        let auth = vectors::mint_at(VisitorSecret::new(&text).expect("a secret"), NOW);
        let token = mint(&auth, &Visitor::new(len));
        let (message, signature) = token.rsplit_once('.').expect("a signature");
        assert_eq!(signature, encode(HMAC::mac(message, &text)), "{len} bytes");
    }
}
