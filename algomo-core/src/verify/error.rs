//! Why a token was refused.

use core::fmt;

use crate::contract::Contract;

/// Why a token was refused.
///
/// Neither `Display` nor `Debug` ever shows the value of a claim or a part of the token; `Debug` writes the same sentence as
/// `Display`.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// The mint is [disabled](crate::VisitorAuth::disabled): it has no secret.
    Disabled,
    /// The token has more than 64 KiB.
    TooLong,
    /// The token is not three parts with dots between them (RFC 7515, section 3.1), or its signature is absent.
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
    /// A key comes twice in the header, the payload or `customData`: readers differ in which of the two they take.
    DuplicateKey {
        /// `header`, `payload` or `customData`.
        part: &'static str,
    },
    /// `alg` is not `HS256`, or absent.
    UnsupportedAlgorithm,
    /// `typ` is present, and is neither `JWT` nor `application/jwt`.
    UnsupportedType,
    /// The header has `crit`: an extension that has to be understood (RFC 7515, section 4.1.11). None is.
    CriticalExtension,
    /// The signature is not that of this header and payload under this secret.
    WrongSignature,
    /// A required claim is absent.
    MissingClaim {
        /// `id` or `exp`.
        claim: &'static str,
    },
    /// A claim is not of the type that the contract gives it, or an id is a number that JavaScript would round.
    InvalidClaim {
        /// The claim's key in the token.
        claim: &'static str,
    },
    /// The mint's contract does not have this claim.
    UnsupportedClaim {
        /// The claim's key in the token.
        claim: &'static str,
        /// The mint's contract.
        contract: Contract,
    },
    /// The id identifies nobody: it is empty, blank, or the nil UUID.
    BlankId,
    /// Both `companyName` and `companyNamy` are there: they are two spellings of one claim.
    CompanyNameTwice,
    /// The time of `exp` has come (RFC 7519, section 4.1.4).
    Expired,
    /// The time of `nbf` has not come yet (RFC 7519, section 4.1.5).
    NotYetValid,
    /// `exp` is further ahead than [`with_max_life`](crate::VisitorAuth::with_max_life) allows.
    LivesTooLong,
    /// The verifier's clock is before 1970, or this target has none.
    ClockOutOfRange,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::Disabled => "the mint is disabled and has no secret to verify with",
            Self::TooLong => "the token has more than 64 KiB",
            Self::NotCompact => {
                "the token is not a header, a payload and a signature with dots between them"
            }
            Self::InvalidEncoding { part } => {
                return write!(f, "the token's {part} is not base64url without padding");
            }
            Self::InvalidJson { part } => {
                return write!(f, "the token's {part} is not a JSON object");
            }
            Self::DuplicateKey { part } => {
                return write!(f, "a key comes twice in the token's {part}");
            }
            Self::UnsupportedAlgorithm => "the token is not signed with HS256",
            Self::UnsupportedType => "the token's type is not JWT",
            Self::CriticalExtension => {
                "the token's header requires an extension to be understood, and none is"
            }
            Self::WrongSignature => "the token's signature is wrong",
            Self::MissingClaim { claim } => {
                return write!(f, "the token does not have the claim {claim}");
            }
            Self::InvalidClaim { claim } => {
                return write!(
                    f,
                    "the token's claim {claim} is not of a type that the contract allows"
                );
            }
            Self::UnsupportedClaim { claim, contract } => {
                return write!(
                    f,
                    "the token has the claim {claim}, which the contract {contract} does not have"
                );
            }
            Self::BlankId => "the token's id is empty, blank or the nil UUID",
            Self::CompanyNameTwice => "the token has both companyName and companyNamy",
            Self::Expired => "the token has expired",
            Self::NotYetValid => "the token is not valid yet",
            Self::LivesTooLong => "the token's exp is further ahead than the verifier accepts",
            Self::ClockOutOfRange => "the verifier's clock is before 1970, or there is none",
        };
        f.write_str(sentence)
    }
}

/// Writes the sentence of `Display`.
impl fmt::Debug for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for VerifyError {}
