//! The nonce of a `Content-Security-Policy`.

use crate::error::Error;

/// Checks a nonce, which is written into an attribute as it is.
///
/// `base64-value = 1*( ALPHA / DIGIT / "+" / "/" / "-" / "_" )*2( "=" )` (Content Security Policy Level 3, section 2.3.1)
pub(crate) fn check_nonce(nonce: &str) -> Result<(), Error> {
    let digits = nonce.strip_suffix("==").or_else(|| nonce.strip_suffix('=')).unwrap_or(nonce);
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
    if digits.is_empty() || !digits.bytes().all(is_digit) {
        return Err(Error::InvalidNonce);
    }
    Ok(())
}
