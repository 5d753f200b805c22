//! What can go wrong between a secret and a page.

use core::fmt;
use core::time::Duration;

use crate::contract::Contract;

/// Why a setting was refused or a token could not be minted.
///
/// The text of an error never holds the value of a secret or of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The secret is the empty string.
    SecretEmpty,
    /// The secret is still the placeholder of Algomo's documentation.
    SecretPlaceholder,
    /// The secret begins or ends with white space, as one does that was pasted or read with its line's end.
    SecretWhitespace,
    /// The secret has fewer than the 32 bytes that RFC 7518, section 3.2, asks for HS256.
    SecretTooShort,
    /// The `jsonwebtoken::EncodingKey` is for RSA or elliptic curves, where the widget takes HMAC.
    SecretNotHmac,
    /// The environment variable of this name is not set.
    SecretMissing {
        /// The variable's name.
        variable: String,
    },
    /// The environment variable of this name is not UTF-8.
    SecretNotUnicode {
        /// The variable's name.
        variable: String,
    },
    /// The token's life is not a whole number of seconds from 1 s to 1 h.
    TtlOutOfRange {
        /// The life that was asked for.
        ttl: Duration,
    },
    /// The verifier's leeway is not a whole number of seconds up to 1 h.
    LeewayOutOfRange {
        /// The leeway that was asked for.
        leeway: Duration,
    },
    /// The widget id is empty, longer than 64 bytes, or has a character besides `A`–`Z`, `a`–`z`, `0`–`9`, `-` and `_`.
    InvalidWidgetId,
    /// The nonce is not a `base64-value` as Content Security Policy Level 3, section 2.3.1, defines it.
    InvalidNonce,
    /// The user's id is the empty string: every such visitor would be the same one.
    EmptyId,
    /// A claim that the user's contract does not have.
    UnsupportedClaim {
        /// The claim as it would be called in the token.
        claim: &'static str,
        /// The user's contract.
        contract: Contract,
    },
    /// Both `companyName` and `companyNamy` are set: they are two spellings of one claim.
    CompanyNameTwice,
    /// The clock is before 1970, or so late that `exp` would pass 2^53 − 1 seconds, the last that JavaScript counts.
    ClockOutOfRange,
    /// The writer that was to take the output failed.
    Write,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SecretEmpty => f.write_str("the Algomo secret is empty"),
            Self::SecretPlaceholder => f.write_str(
                "the Algomo secret is still the documentation's placeholder: put in the one that Algomo shows for the widget",
            ),
            Self::SecretWhitespace => {
                f.write_str("the Algomo secret begins or ends with white space: trim it")
            }
            Self::SecretTooShort => f.write_str(
                "the Algomo secret has fewer than 32 bytes (RFC 7518, section 3.2): use a longer one, or \
                 VisitorSecret::new_allowing_short if Algomo issued it so",
            ),
            Self::SecretNotHmac => {
                f.write_str("the key is not an HMAC secret: Algomo takes HS256 only")
            }
            Self::SecretMissing { variable } => write!(
                f,
                "the environment variable {variable} is not set: it holds the Algomo secret"
            ),
            Self::SecretNotUnicode { variable } => {
                write!(f, "the environment variable {variable} is not UTF-8 text")
            }
            Self::TtlOutOfRange { ttl } => write!(
                f,
                "a token's life is a whole number of seconds from 1 s to 1 h, not {ttl:?}"
            ),
            Self::LeewayOutOfRange { leeway } => {
                write!(f, "a verifier's leeway is a whole number of seconds up to 1 h, not {leeway:?}")
            }
            Self::InvalidWidgetId => f.write_str(
                "the widget id is not 1 to 64 characters of A-Z, a-z, 0-9, '-' and '_'",
            ),
            Self::InvalidNonce => f.write_str(
                "the nonce is not base64 text (letters, digits, '+', '/', '-', '_', then up to two '='), as a \
                 Content-Security-Policy takes it",
            ),
            Self::EmptyId => f.write_str(
                "the visitor's id is empty: every such visitor would be the same one",
            ),
            Self::UnsupportedClaim { claim, contract } => {
                write!(f, "the contract {contract} has no claim {claim}")
            }
            Self::CompanyNameTwice => f.write_str(
                "both companyName and companyNamy are set: they are two spellings of one claim",
            ),
            Self::ClockOutOfRange => f.write_str(
                "the clock is before 1970 or too far ahead for the exp of a token",
            ),
            Self::Write => f.write_str("the writer that was to take the output failed"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Write => Some(&fmt::Error),
            _ => None,
        }
    }
}

impl From<fmt::Error> for Error {
    fn from(_: fmt::Error) -> Self {
        Self::Write
    }
}
