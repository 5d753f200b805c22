//! HS256 with a key whose state is prepared once.

use hmac::{Hmac, KeyInit, Mac as _};
use sha2::Sha256;

use super::secret::VisitorSecret;

/// An HS256 signer (RFC 7515, appendix A.1). The key's state is prepared once and cloned for each token.
#[derive(Clone)]
pub(crate) struct Signer(Hmac<Sha256>);

/// A MAC over a message that arrives in pieces.
pub(crate) struct Mac(Hmac<Sha256>);

impl Signer {
    /// Prepares the HMAC state for this key.
    pub(crate) fn new(secret: &VisitorSecret) -> Self {
        // Never fails: HMAC is defined for keys of any length (RFC 2104, section 3), and `hmac` accepts them all.
        Self(Hmac::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length"))
    }

    #[inline]
    pub(crate) fn start(&self) -> Mac {
        Mac(self.0.clone())
    }
}

impl Mac {
    #[inline]
    pub(crate) fn update(&mut self, message: &[u8]) {
        self.0.update(message);
    }

    #[inline]
    pub(crate) fn finish(self) -> [u8; 32] {
        self.0.finalize().into_bytes().into()
    }

    /// Compares the MAC with a signature, in constant time. A shortened signature is wrong.
    #[cfg(feature = "verify")]
    pub(crate) fn matches(self, signature: &[u8]) -> bool {
        self.0.verify_slice(signature).is_ok()
    }
}
