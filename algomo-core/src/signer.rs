//! HS256 over a key that is scheduled once.

use core::fmt;

use hmac::KeyInit;
use hmac::block_api::HmacCore;
use hmac::digest::Output;
use hmac::digest::block_api::{Buffer, FixedOutputCore, UpdateCore};
use jsonwebtoken::Algorithm;
use jsonwebtoken::crypto::JwtSigner;
use jsonwebtoken::signature::{self, Signer};
use sha2::Sha256;

use crate::secret::VisitorSecret;

/// An HS256 signer (RFC 7515, appendix A.1) whose key is scheduled once and then only copied.
///
/// [`VisitorAuth`](crate::VisitorAuth) has one of its own. This is for an application that makes other tokens with the
/// crate `jsonwebtoken` and wants its `CryptoProvider` to sign HS256 without a backend feature:
///
/// ```
/// use algomo_core::{Hs256Signer, VisitorSecret};
/// use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, KeyUtils};
/// use jsonwebtoken::errors::{ErrorKind, new_error};
/// use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
///
/// static PROVIDER: CryptoProvider = CryptoProvider {
///     signer_factory: |algorithm, key| match (algorithm, VisitorSecret::try_from(key.clone())) {
///         (Algorithm::HS256, Ok(secret)) => Ok(Box::new(Hs256Signer::new(&secret)) as Box<dyn JwtSigner>),
///         _ => Err(new_error(ErrorKind::InvalidAlgorithm)),
///     },
///     verifier_factory: |_, _| Err(new_error(ErrorKind::InvalidAlgorithm)),
///     key_utils: KeyUtils::new_unimplemented(),
/// };
/// PROVIDER.install_default().expect("no other provider is installed");
///
/// let key = EncodingKey::from_secret(b"an-example-secret-of-over-32-bytes");
/// assert!(encode(&Header::default(), &42, &key).is_ok());
/// ```
#[derive(Clone)]
pub struct Hs256Signer(HmacCore<Sha256>);

impl Hs256Signer {
    /// Schedules the secret's key.
    #[expect(clippy::missing_panics_doc, reason = "it never does")]
    pub fn new(secret: &VisitorSecret) -> Self {
        // Never taken: HMAC is defined for keys of any length (RFC 2104, section 3), and `hmac` accepts them all.
        let key =
            HmacCore::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
        Self(key)
    }

    /// A MAC to be fed and finished.
    #[inline]
    pub(crate) fn start(&self) -> Mac {
        Mac { core: self.0.clone(), buffer: Buffer::<HmacCore<Sha256>>::default() }
    }
}

/// What [`hmac::Hmac`] is made of, an HMAC over blocks and the buffer in front of it. Apart, neither is moved to finish.
pub(crate) struct Mac {
    core: HmacCore<Sha256>,
    buffer: Buffer<HmacCore<Sha256>>,
}

impl Mac {
    #[inline]
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.buffer.digest_blocks(bytes, |blocks| self.core.update_blocks(blocks));
    }

    #[inline]
    pub(crate) fn finish(&mut self) -> [u8; 32] {
        let mut tag = Output::<HmacCore<Sha256>>::default();
        self.core.finalize_fixed_core(&mut self.buffer, &mut tag);
        tag.0
    }

    /// For `hmac`'s comparison in constant time.
    #[cfg(feature = "verify")]
    pub(crate) fn into_hmac(self) -> hmac::Hmac<Sha256> {
        hmac::digest::block_api::CoreProxy::compose(self.core, self.buffer)
    }
}

impl Signer<Vec<u8>> for Hs256Signer {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        let mut mac = self.start();
        mac.update(message);
        Ok(mac.finish().to_vec())
    }
}

impl JwtSigner for Hs256Signer {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

impl fmt::Debug for Hs256Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hs256Signer(..)")
    }
}
