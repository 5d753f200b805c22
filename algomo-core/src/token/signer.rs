//! HS256 with a key whose state is prepared once.

use hmac::KeyInit;
use hmac::block_api::HmacCore;
use hmac::digest::Output;
use hmac::digest::block_api::{Buffer, FixedOutputCore, UpdateCore};
#[cfg(feature = "verify")]
use hmac::{Hmac, Mac as _, digest::block_api::CoreProxy as _};
use sha2::Sha256;

use super::secret::VisitorSecret;

/// An HS256 signer (RFC 7515, appendix A.1). The key's state is prepared once and cloned for each token.
#[derive(Clone)]
pub(crate) struct Signer(HmacCore<Sha256>);

/// A MAC over a message that arrives in pieces. This is `hmac::Hmac` in its two parts, because a clone and a move of the
/// whole take a tenth of the time of a token.
pub(crate) struct Mac {
    core: HmacCore<Sha256>,
    buffer: Buffer<HmacCore<Sha256>>,
}

impl Signer {
    /// Prepares the HMAC state for this key.
    pub(crate) fn new(secret: &VisitorSecret) -> Self {
        // Never fails: HMAC is defined for keys of any length (RFC 2104, section 3), and `hmac` accepts them all.
        Self(HmacCore::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length"))
    }

    #[inline]
    pub(crate) fn start(&self) -> Mac {
        Mac { core: self.0.clone(), buffer: Buffer::<HmacCore<Sha256>>::default() }
    }
}

impl Mac {
    #[inline]
    pub(crate) fn update(&mut self, message: &[u8]) {
        self.buffer.digest_blocks(message, |blocks| self.core.update_blocks(blocks));
    }

    /// The MAC of all that was taken. Nothing may be taken after it.
    #[inline]
    pub(crate) fn finish(&mut self) -> [u8; 32] {
        let mut tag = Output::<HmacCore<Sha256>>::default();
        self.core.finalize_fixed_core(&mut self.buffer, &mut tag);
        tag.0
    }

    /// Compares the MAC with a signature, in constant time. A shortened signature is wrong.
    #[cfg(feature = "verify")]
    pub(crate) fn matches(self, signature: &[u8]) -> bool {
        Hmac::<Sha256>::compose(self.core, self.buffer).verify_slice(signature).is_ok()
    }
}
