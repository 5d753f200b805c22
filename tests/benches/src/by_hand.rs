//! What an application would write without this project, with the crate `jsonwebtoken`.

use jsonwebtoken::{EncodingKey, Header, encode};

use crate::users::User;
use crate::{SECRET, expiry};

/// As Algomo's documentation shows it, made whole: claims of its own, the key from the secret, the token, and the script.
///
/// # Panics
///
/// Never: the claims are strings and numbers.
pub fn settings_as_documented<U: User>(user: &U) -> String {
    let claims = user.owned_claims(expiry());
    let key = EncodingKey::from_secret(SECRET.as_bytes());
    let token = encode(&Header::default(), &claims, &key).expect("it encodes");
    script::<U>(&token)
}

/// The same, written with care: the key is kept, and the claims are borrowed.
///
/// # Panics
///
/// Never: the claims are strings and numbers.
pub fn settings_with_care<U: User>(user: &U, key: &EncodingKey) -> String {
    script::<U>(&token(user, expiry(), key))
}

/// The token alone, for claims and a key that are there already.
///
/// # Panics
///
/// Never: the claims are strings and numbers.
pub fn token<U: User>(user: &U, exp: u64, key: &EncodingKey) -> String {
    encode(&Header::default(), &user.claims(exp), key).expect("it encodes")
}

fn script<U: User>(token: &str) -> String {
    let key = U::CONTRACT.settings_key();
    format!("<script>window.algomoSettings = {{\"{key}\":\"{token}\"}};</script>")
}
