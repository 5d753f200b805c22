//! The secret that the application and Algomo share.

use core::{fmt, str};
use std::env::{self, VarError};

use jsonwebtoken::{AlgorithmFamily, EncodingKey};
use zeroize::Zeroizing;

use crate::error::Error;

/// What Algomo's documentation writes, in angle brackets, where the secret goes.
const PLACEHOLDER: &str = "YOUR_ALGOMO_SECRET";

/// The fewest bytes of a secret: 256 bits, the size of HS256's hash (RFC 7518, section 3.2).
const MIN_BYTES: usize = 32;

/// The secret with which tokens are signed: whoever has it can pose as any user of the application.
///
/// It is text, as Algomo shows it for the widget, and its UTF-8 bytes are the key: it is not base64-decoded. It has no
/// `Display` and no `Serialize`, its `Debug` says `VisitorSecret(..)`, and its memory is wiped when it is dropped. The text
/// that it is made of stays with the caller.
///
/// ```
/// use algomo_core::VisitorSecret;
///
/// let secret = VisitorSecret::new("an-example-secret-of-over-32-bytes")?;
/// assert_eq!(format!("{secret:?}"), "VisitorSecret(..)");
/// assert!(VisitorSecret::new("too short").is_err());
/// # Ok::<(), algomo_core::Error>(())
/// ```
#[derive(Clone)]
pub struct VisitorSecret(EncodingKey);

impl VisitorSecret {
    /// Takes the secret as Algomo shows it.
    ///
    /// # Errors
    ///
    /// [`SecretEmpty`](Error::SecretEmpty), [`SecretPlaceholder`](Error::SecretPlaceholder),
    /// [`SecretWhitespace`](Error::SecretWhitespace), or [`SecretTooShort`](Error::SecretTooShort) under 32 bytes.
    pub fn new(text: impl AsRef<str>) -> Result<Self, Error> {
        let secret = Self::new_allowing_short(text)?;
        check_length(secret.as_bytes())?;
        Ok(secret)
    }

    /// Takes a secret of any length. Algomo issues the secret, so an application can't always lengthen it.
    ///
    /// A secret under 32 bytes can be guessed from a single token, offline, at the speed of the guesser's hardware.
    ///
    /// # Errors
    ///
    /// [`SecretEmpty`](Error::SecretEmpty), [`SecretPlaceholder`](Error::SecretPlaceholder) or
    /// [`SecretWhitespace`](Error::SecretWhitespace).
    pub fn new_allowing_short(text: impl AsRef<str>) -> Result<Self, Error> {
        let text = text.as_ref();
        check_text(text)?;
        Ok(Self(EncodingKey::from_secret(text.as_bytes())))
    }

    /// Reads the secret from an environment variable, by custom `ALGOMO_SECRET`. The process's environment keeps its own
    /// copy, which nobody wipes.
    ///
    /// # Errors
    ///
    /// [`SecretMissing`](Error::SecretMissing) or [`SecretNotUnicode`](Error::SecretNotUnicode) with the variable's name,
    /// and those of [`new`](Self::new).
    pub fn from_env(variable: &str) -> Result<Self, Error> {
        match env::var(variable) {
            Ok(text) => Self::new(Zeroizing::new(text).as_str()),
            Err(VarError::NotPresent) => Err(Error::SecretMissing { variable: shown(variable) }),
            Err(VarError::NotUnicode(_)) => {
                Err(Error::SecretNotUnicode { variable: shown(variable) })
            }
        }
    }

    /// The key's bytes.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// For an application that already holds its secret as a key of the crate `jsonwebtoken`.
///
/// Refuses keys that are not for HMAC, and what [`VisitorSecret::new`] refuses.
impl TryFrom<EncodingKey> for VisitorSecret {
    type Error = Error;

    fn try_from(key: EncodingKey) -> Result<Self, Error> {
        if key.family() != AlgorithmFamily::Hmac {
            return Err(Error::SecretNotHmac);
        }
        // Bytes that are no text can't have been pasted with a line's end.
        str::from_utf8(key.as_bytes()).map_or(Ok(()), check_text)?;
        check_length(key.as_bytes())?;
        Ok(Self(key))
    }
}

/// A variable's name for an error's text. What is long or has other signs may be a secret in the place of a name.
fn shown(variable: &str) -> String {
    let is_name = variable.len() < MIN_BYTES
        && variable.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_name { variable.to_owned() } else { "(name withheld)".to_owned() }
}

fn check_text(text: &str) -> Result<(), Error> {
    if text.is_empty() {
        return Err(Error::SecretEmpty);
    }
    if text.trim() != text {
        return Err(Error::SecretWhitespace);
    }
    if text.trim_matches(['<', '>']) == PLACEHOLDER {
        return Err(Error::SecretPlaceholder);
    }
    Ok(())
}

fn check_length(bytes: &[u8]) -> Result<(), Error> {
    if bytes.len() < MIN_BYTES { Err(Error::SecretTooShort) } else { Ok(()) }
}

impl fmt::Debug for VisitorSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VisitorSecret(..)")
    }
}
