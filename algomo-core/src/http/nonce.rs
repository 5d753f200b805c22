//! A fresh nonce for a response.

use core::fmt;

use crate::error::Error;

/// A nonce for one response's `Content-Security-Policy`: 128 random bits from the operating system, as base64url.
///
/// An application that has no nonces yet makes one for each response, in a layer of its own, which also writes the policy:
///
/// ```
/// use algomo_core::http::CspNonce;
///
/// let nonce = CspNonce::fresh()?;
/// let policy = format!("script-src 'nonce-{nonce}' 'strict-dynamic'; base-uri 'none'; object-src 'none'");
/// # assert_eq!(policy.find("' 's"), Some("script-src 'nonce-".len() + 22));
/// # Ok::<(), algomo_core::Error>(())
/// ```
///
/// It consists of `A`–`Z`, `a`–`z`, `0`–`9`, `-` and `_`, so it is safe in a header, in HTML text and in a quoted attribute.
#[derive(Clone, PartialEq, Eq)]
pub struct CspNonce(Box<str>);

impl CspNonce {
    /// Makes a nonce that nobody can guess.
    ///
    /// # Errors
    ///
    /// [`NoRandomness`](Error::NoRandomness) when the operating system has no random bytes.
    pub fn fresh() -> Result<Self, Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|_| Error::NoRandomness)?;
        Ok(Self(base64_simd::URL_SAFE_NO_PAD.encode_to_string(bytes).into()))
    }

    /// The nonce's text, for the policy and the `nonce` attributes.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for CspNonce {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CspNonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The nonce lets scripts run on its page, so it is not written to logs.
impl fmt::Debug for CspNonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CspNonce(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonces_differ_and_hold_what_a_policy_takes() {
        let nonces: Vec<_> = (0..100).map(|_| CspNonce::fresh().expect("randomness")).collect();
        for (place, nonce) in nonces.iter().enumerate() {
            assert_eq!(nonce.as_str().len(), 22);
            let is_base64url = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
            assert!(nonce.as_str().bytes().all(is_base64url), "{nonce}");
            assert!(!nonces[..place].contains(nonce), "{nonce}");
            assert_eq!(format!("{nonce:?}"), "CspNonce(..)");
        }
    }

    #[test]
    fn each_bit_of_a_nonce_is_random() {
        let nonces = (0..200).map(|_| CspNonce::fresh().expect("randomness"));
        let nonces: Vec<_> = nonces
            .map(|nonce| base64_simd::URL_SAFE_NO_PAD.decode_to_vec(nonce.as_str()))
            .map(|bytes| bytes.expect("base64url"))
            .collect();
        for place in 0..16 {
            let values: std::collections::HashSet<u8> =
                nonces.iter().map(|bytes| bytes[place]).collect();
            // Of 256 values, about 139.
            assert!(values.len() > 80, "byte {place} has {} values", values.len());
        }
        for pair in nonces.windows(2) {
            let same = pair[0].iter().zip(&pair[1]).filter(|(one, other)| one == other).count();
            assert!(same < 8, "{pair:?}");
        }
    }
}
