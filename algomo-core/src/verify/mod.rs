//! A strict verifier, for an application's own tests and for a stand-in of the widget.

mod claims;
mod json;

use core::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::Mac;

use crate::auth::VisitorAuth;

pub use self::claims::{VerifiedId, VerifiedVisitor};

/// The longest token that is looked at, in bytes. A header of a request is usually limited to less.
const MAX_LEN: usize = 64 * 1024;

/// Why a token was refused.
///
/// Its text never holds a claim's value or a part of the token.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// The token has more than 64 KiB.
    TooLong,
    /// The token is not three parts with dots between (RFC 7515, section 3.1), or its signature is absent.
    NotCompact,
    /// A part is not base64url without padding (RFC 7515, section 2).
    InvalidEncoding {
        /// `header`, `payload` or `signature`.
        part: &'static str,
    },
    /// A part is not one JSON object with text in UTF-8.
    InvalidJson {
        /// `header` or `payload`.
        part: &'static str,
    },
    /// A key comes twice in the header, the payload or `customData`: readers differ in which one they take.
    DuplicateKey {
        /// `header`, `payload` or `customData`.
        part: &'static str,
    },
    /// `alg` is not `HS256`, or absent.
    UnsupportedAlgorithm,
    /// `typ` is there and is not `JWT`.
    UnsupportedType,
    /// The header has `crit`: an extension that has to be understood (RFC 7515, section 4.1.11). None is.
    CriticalExtension,
    /// The signature is not that of this header and payload under this secret.
    WrongSignature,
    /// A claim that has to be there is absent.
    MissingClaim {
        /// `id` or `exp`.
        claim: &'static str,
    },
    /// A claim is not of the type that the contract gives it, or an id is a number that JavaScript would round.
    InvalidClaim {
        /// The claim as it is called in the token.
        claim: &'static str,
    },
    /// The id is the empty string.
    EmptyId,
    /// Both `companyName` and `companyNamy` are there: they are two spellings of one claim.
    CompanyNameTwice,
    /// `exp` has come (RFC 7519, section 4.1.4).
    Expired,
    /// `nbf` has not come yet (RFC 7519, section 4.1.5).
    NotYetValid,
    /// The verifier's clock is before 1970.
    ClockOutOfRange,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => f.write_str("the token has more than 64 KiB"),
            Self::NotCompact => {
                f.write_str("the token is not header, payload and signature with dots between")
            }
            Self::InvalidEncoding { part } => {
                write!(f, "the token's {part} is not base64url without padding")
            }
            Self::InvalidJson { part } => write!(f, "the token's {part} is not a JSON object"),
            Self::DuplicateKey { part } => write!(f, "a key comes twice in the token's {part}"),
            Self::UnsupportedAlgorithm => f.write_str("the token is not signed with HS256"),
            Self::UnsupportedType => f.write_str("the token's type is not JWT"),
            Self::CriticalExtension => f.write_str("the token's header asks for an extension"),
            Self::WrongSignature => f.write_str("the token's signature is wrong"),
            Self::MissingClaim { claim } => write!(f, "the token has no claim {claim}"),
            Self::InvalidClaim { claim } => {
                write!(f, "the token's claim {claim} is not what the contract makes it")
            }
            Self::EmptyId => f.write_str("the token's id is empty"),
            Self::CompanyNameTwice => f.write_str("the token has both companyName and companyNamy"),
            Self::Expired => f.write_str("the token has expired"),
            Self::NotYetValid => f.write_str("the token is not valid yet"),
            Self::ClockOutOfRange => f.write_str("the verifier's clock is before 1970"),
        }
    }
}

impl std::error::Error for VerifyError {}

impl VisitorAuth {
    /// Checks a token of either contract, whoever minted it, and yields its claims.
    ///
    /// Strict: compact form, HS256 only, no key twice, no extension, `exp` required and compared with the injected clock and
    /// the [leeway](Self::with_leeway). The signature is compared in constant time, and before anything of the payload is
    /// read. Claims that no contract has are passed over.
    ///
    /// For an application's own tests and for a stand-in of the widget: it does not know whether a token was used before.
    ///
    /// # Errors
    ///
    /// Every [`VerifyError`] says which rule was broken.
    ///
    /// ```
    /// use algomo_core::{Visitor, VisitorAuth, VisitorSecret, AlgomoVisitor, VerifyError};
    ///
    /// struct User(u32);
    /// impl AlgomoVisitor for User {
    ///     fn visitor(&self) -> Option<Visitor<'_>> {
    ///         Some(Visitor::new(self.0).name("John Doe"))
    ///     }
    /// }
    ///
    /// let auth = VisitorAuth::new(VisitorSecret::new("an-example-secret-of-over-32-bytes")?);
    /// let token = auth.token(&User(1))?.expect("a user is logged in");
    ///
    /// let visitor = auth.verify(token.as_str()).expect("it was just minted");
    /// assert_eq!(visitor.name(), Some("John Doe"));
    /// assert_eq!(auth.verify("a.b.c").unwrap_err(), VerifyError::InvalidEncoding { part: "signature" });
    /// # Ok::<(), algomo_core::Error>(())
    /// ```
    pub fn verify(&self, token: &str) -> Result<VerifiedVisitor, VerifyError> {
        if token.len() > MAX_LEN {
            return Err(VerifyError::TooLong);
        }
        let (message, signature) = token.rsplit_once('.').ok_or(VerifyError::NotCompact)?;
        let (header, payload) = message.split_once('.').ok_or(VerifyError::NotCompact)?;
        if payload.contains('.') || header.is_empty() || payload.is_empty() || signature.is_empty()
        {
            return Err(VerifyError::NotCompact);
        }
        let signature = decode("signature", signature)?;
        json::check_header(&decode("header", header)?)?;
        let mut mac = self.signer.start();
        mac.update(message.as_bytes());
        // `verify_slice` compares in constant time, and refuses a shortened signature.
        (mac.into_hmac().verify_slice(&signature)).map_err(|_| VerifyError::WrongSignature)?;
        let (visitor, not_before) = json::read_payload(&decode("payload", payload)?)?;
        self.check_time(&visitor, not_before)?;
        Ok(visitor)
    }

    fn check_time(
        &self,
        visitor: &VerifiedVisitor,
        not_before: Option<u64>,
    ) -> Result<(), VerifyError> {
        let now = self.clock.seconds().map_err(|_| VerifyError::ClockOutOfRange)?;
        let leeway = self.leeway.as_secs();
        if now >= visitor.expires_at().saturating_add(leeway) {
            return Err(VerifyError::Expired);
        }
        if not_before.is_some_and(|not_before| now.saturating_add(leeway) < not_before) {
            return Err(VerifyError::NotYetValid);
        }
        Ok(())
    }
}

fn decode(part: &'static str, text: &str) -> Result<Vec<u8>, VerifyError> {
    // Refuses padding, the standard alphabet, and bits left over in the last character.
    URL_SAFE_NO_PAD.decode(text).map_err(|_| VerifyError::InvalidEncoding { part })
}
