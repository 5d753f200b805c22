//! What can go wrong between a secret and a page.

use core::fmt;
use core::time::Duration;
use std::io;

use crate::contract::Contract;

/// Why a setting was refused or a token could not be minted.
///
/// Neither `Display` nor `Debug` ever shows the value of a secret or of a claim. `Debug` writes the same sentence as
/// `Display`, because a `main` that returns a `Result` prints the `Debug` of its error.
///
/// ```
/// use algomo_core::Error;
///
/// assert_eq!(format!("{:?}", Error::SecretEmpty), "the Algomo secret is empty");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The secret is the empty string.
    SecretEmpty,
    /// The secret is still the placeholder of Algomo's documentation.
    SecretPlaceholder,
    /// The secret begins or ends with white space.
    SecretWhitespace,
    /// The secret contains a line end or another control character.
    SecretControlCharacter,
    /// The secret contains a character that no editor shows: a byte order mark or a zero-width character.
    SecretInvisibleCharacter,
    /// The secret ends with the two characters `\n`, which stand for a line end that was never interpreted.
    SecretEscapedLineEnd,
    /// The secret is still in quotation marks.
    SecretQuoted,
    /// The secret is a whole line of an environment file, `NAME=value`.
    SecretAssignment,
    /// The secret is a reference to a variable that nothing replaced: `$NAME`, `${…}` or `{{ … }}`.
    SecretReference,
    /// The secret is a PEM block, which holds a key of another algorithm.
    SecretPem,
    /// The secret is a JSON Web Key or a set of them: the JSON around a key.
    SecretJwk,
    /// The secret is the path of a file.
    SecretPath,
    /// The secret has fewer than the 32 bytes that RFC 7518, section 3.2, requires for HS256.
    SecretTooShort,
    /// The `jsonwebtoken::EncodingKey` holds an RSA or elliptic curve key. The widget takes HMAC only.
    SecretNotHmac,
    /// The environment variable of this name is not set.
    SecretMissing {
        /// The variable's name.
        variable: String,
    },
    /// The environment variable or the file that holds the secret is not UTF-8 text.
    SecretNotUnicode {
        /// The variable's name or the file's path.
        source: String,
    },
    /// The file that holds the secret could not be read.
    SecretFile {
        /// The file's path.
        path: String,
        /// Why it could not be read.
        kind: io::ErrorKind,
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
    /// The contract's name in the environment variable `ALGOMO_CONTRACT` is neither `visitor-token` nor `auth-token`.
    UnknownContract,
    /// The widget id is empty, longer than 64 bytes, or has a character besides `A`–`Z`, `a`–`z`, `0`–`9`, `-` and `_`.
    InvalidWidgetId,
    /// The loader's URL starts with none of `https://`, `http://` and a single `/`, or has a character that a URL cannot
    /// have (RFC 3986, section 2).
    InvalidLoaderUrl,
    /// The script attribute's name is not a lower-case attribute name, is one that this crate writes itself or whose value
    /// would be executed, or is given twice.
    InvalidScriptAttribute {
        /// The attribute's name, or `(name withheld)` for a text of more than 31 bytes, which may be a secret.
        name: String,
    },
    /// The nonce is not a `base64-value` as Content Security Policy Level 3, section 2.3.1, defines it.
    InvalidNonce,
    /// The application said where the response's nonce is, and it is not there.
    MissingNonce,
    /// The operating system has no random bytes for a fresh nonce.
    NoRandomness,
    /// The user's id identifies nobody: it is empty, blank, or the nil UUID.
    BlankId,
    /// The token's contract does not have this claim.
    UnsupportedClaim {
        /// The claim's key in the token.
        claim: &'static str,
        /// The token's contract.
        contract: Contract,
    },
    /// The user's type was written for a different contract from the widget's.
    ContractMismatch {
        /// The contract that the user's type declares.
        visitor: Contract,
        /// The contract of the [`VisitorAuth`](crate::VisitorAuth).
        widget: Contract,
    },
    /// Both `companyName` and `companyNamy` are set: they are two spellings of one claim.
    CompanyNameTwice,
    /// The token would have more than 64 KiB, the longest token that the verifier accepts.
    TokenTooLong,
    /// The clock is before 1970, or so late that `exp` would pass 2^53 − 1, the largest integer that JavaScript holds exactly.
    ClockOutOfRange,
    /// The target, such as `wasm32-unknown-unknown`, has no clock of its own.
    ClockMissing,
    /// The response's head was sent without `Cache-Control: private, no-store`, so no token may follow in its body.
    ResponseStarted,
    /// The writer that was to take the output failed.
    Write,
}

impl fmt::Display for Error {
    #[expect(clippy::too_many_lines, reason = "one sentence for each error, and no logic")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::SecretEmpty => "the Algomo secret is empty",
            Self::SecretPlaceholder => {
                "the Algomo secret is still the documentation's placeholder: replace it with the secret that Algomo shows for the widget"
            }
            Self::SecretWhitespace => "the Algomo secret begins or ends with white space: trim it",
            Self::SecretControlCharacter => {
                "the Algomo secret contains a line end or another control character: copy it again, without line breaks"
            }
            Self::SecretInvisibleCharacter => {
                "the Algomo secret contains an invisible character (a byte order mark or a zero-width character): type it anew, or copy it from Algomo again"
            }
            Self::SecretEscapedLineEnd => {
                "the Algomo secret ends with a backslash and the letter n instead of a line end: remove these two characters"
            }
            Self::SecretQuoted => {
                "the Algomo secret is still in quotation marks: remove the quotation marks around it"
            }
            Self::SecretAssignment => {
                "the Algomo secret is a whole assignment, NAME=value: keep only what stands after the equals sign"
            }
            Self::SecretReference => {
                "the Algomo secret is a reference to a variable that was never replaced by its value: check the tool that fills in the configuration"
            }
            Self::SecretPem => {
                "the Algomo secret is a PEM block: Algomo's secret is the text that it shows for the widget, not a certificate or a private key"
            }
            Self::SecretJwk => {
                "the Algomo secret is a JSON Web Key: Algomo's secret is the text that it shows for the widget, not JSON"
            }
            Self::SecretPath => {
                "the Algomo secret is the path of a file: read the file with VisitorSecret::from_file"
            }
            Self::SecretTooShort => {
                "the Algomo secret has fewer than 32 bytes (RFC 7518, section 3.2): use a longer one, or VisitorSecret::new_allowing_short if Algomo issued a short one"
            }
            Self::SecretNotHmac => {
                "the key is an RSA or elliptic curve key: Algomo takes an HMAC secret"
            }
            Self::SecretMissing { variable } => {
                return write!(
                    f,
                    "the environment variable {variable} is not set: set it to the Algomo secret"
                );
            }
            Self::SecretNotUnicode { source } => {
                return write!(f, "the Algomo secret in {source} is not UTF-8 text");
            }
            Self::SecretFile { path, kind } => {
                return write!(f, "the file {path} with the Algomo secret cannot be read: {kind}");
            }
            Self::TtlOutOfRange { ttl } => {
                return write!(
                    f,
                    "a token's life has to be a whole number of seconds from 1 s to 1 h, and {ttl:?} is not"
                );
            }
            Self::LeewayOutOfRange { leeway } => {
                return write!(
                    f,
                    "a verifier's leeway has to be a whole number of seconds up to 1 h, and {leeway:?} is not"
                );
            }
            Self::UnknownContract => "ALGOMO_CONTRACT has to be visitor-token or auth-token",
            Self::InvalidWidgetId => {
                "the widget id (in the environment, ALGOMO_WIDGET_ID) has to be 1 to 64 characters of A-Z, a-z, 0-9, '-' and '_'"
            }
            Self::InvalidLoaderUrl => {
                "the loader's URL has to start with https://, http:// or a single /, and may only have the characters of a URL"
            }
            Self::InvalidScriptAttribute { name } => {
                return write!(
                    f,
                    "the script attribute {name} is not allowed: a name is lower-case, is given once, does not start with on, and is none of src, nonce, widget, integrity, async, defer and id"
                );
            }
            Self::InvalidNonce => {
                "the nonce has to be base64 text (letters, digits, '+', '/', '-', '_', then up to two '='), as a Content-Security-Policy takes it"
            }
            Self::MissingNonce => {
                "the response has no nonce where the application said that it would be: set it before the page is rendered"
            }
            Self::NoRandomness => "the operating system has no random bytes for a fresh nonce",
            Self::BlankId => {
                "the visitor's id is empty, blank or the nil UUID: every such visitor would be the same one"
            }
            Self::UnsupportedClaim { claim, contract } => {
                return write!(f, "the contract {contract} does not have the claim {claim}");
            }
            Self::ContractMismatch { visitor, widget } => {
                return write!(
                    f,
                    "the visitor's type declares the contract {visitor}, and the VisitorAuth has the contract {widget}: use the same for both"
                );
            }
            Self::CompanyNameTwice => {
                "both companyName and companyNamy are set: they are two spellings of one claim"
            }
            Self::TokenTooLong => "the visitor's claims make a token of more than 64 KiB",
            Self::ClockOutOfRange => {
                "the clock is before 1970 or too far ahead for the expiry of a token"
            }
            Self::ClockMissing => {
                "this target has no clock: give the mint one with VisitorAuth::with_clock"
            }
            Self::ResponseStarted => {
                "the response's head was already sent, and allows caches to store the page, so no token may follow: mark the response before its body starts"
            }
            Self::Write => "the writer that was to take the output failed",
        };
        f.write_str(sentence)
    }
}

/// Writes the sentence of `Display`.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
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
