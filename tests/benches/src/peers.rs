//! Other crates, each with its key made once. Tokens alone.

use hmac_of_jwt::{Hmac, Mac};
use jwt::SignWithKey;
use jwt_simple::algorithms::{HS256Key, MACLike};
use jwt_simple::claims::Claims;
use jwt_simple::prelude::Duration;
use sha2_of_jwt::Sha256;

use crate::users::User;
use crate::{SECRET, TTL, expiry};

/// The key of [`jwt_simple_token`].
pub fn jwt_simple_key() -> HS256Key {
    HS256Key::from_bytes(SECRET.as_bytes())
}

/// By the crate `jwt-simple`, which takes claims of their own only.
///
/// # Panics
///
/// Never: the claims are strings and numbers.
pub fn jwt_simple_token<U: User>(user: &U, key: &HS256Key) -> String {
    let mut claims =
        Claims::with_custom_claims(user.owned_claims(expiry()), Duration::from_secs(TTL));
    // The expiry is among the custom claims already; the others are not of the contract.
    (claims.expires_at, claims.issued_at, claims.invalid_before) = (None, None, None);
    key.authenticate(claims).expect("it encodes")
}

/// The key of [`jwt_token`].
///
/// # Panics
///
/// Never: HMAC takes a key of any length.
pub fn jwt_key() -> Hmac<Sha256> {
    Hmac::new_from_slice(SECRET.as_bytes()).expect("HMAC takes a key of any length")
}

/// By the crate `jwt`.
///
/// # Panics
///
/// Never: the claims are strings and numbers.
pub fn jwt_token<U: User>(user: &U, key: &Hmac<Sha256>) -> String {
    user.claims(expiry()).sign_with_key(key).expect("it encodes")
}
