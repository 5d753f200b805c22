//! The secret that the application and Algomo share.

use core::{fmt, str};
use std::env::{self, VarError};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use zeroize::Zeroizing;

use super::wrapping::{check_text, is_path, is_variable_name};
use crate::error::Error;

/// The fewest bytes of a secret: 256 bits, the size of HS256's hash (RFC 7518, section 3.2).
const MIN_BYTES: usize = 32;

/// The most bytes of a file with a secret, its line end included.
const MAX_FILE: usize = 16 * 1024;

/// The secret with which tokens are signed: whoever has it can pose as any user of the application.
///
/// It is text, as Algomo shows it for the widget, and its UTF-8 bytes are the key: it is not base64-decoded. It has no
/// `Display` and no `Serialize`, its `Debug` writes `VisitorSecret(..)`, and its memory is wiped when it is dropped. The text
/// that it is made from stays with the caller.
///
/// Text that is not the bare secret is refused, because it would sign tokens that Algomo does not accept: quotation marks around
/// it, `NAME=value`, `${NAME}`, `$NAME` or `{{ name }}`, a literal `\n` at its end, a byte order mark or zero-width characters,
/// control characters and line ends, a PEM block, a JSON Web Key, the path of a file, and the placeholder of Algomo's
/// documentation.
///
/// ```
/// use algomo_core::{Error, VisitorSecret};
///
/// let secret = VisitorSecret::new("an-example-secret-of-over-32-bytes")?;
/// assert_eq!(format!("{secret:?}"), "VisitorSecret(..)");
/// assert_eq!(VisitorSecret::new("too short").unwrap_err(), Error::SecretTooShort);
/// assert_eq!(
///     VisitorSecret::new("ALGOMO_SECRET=an-example-secret-of-over-32-bytes").unwrap_err(),
///     Error::SecretAssignment,
/// );
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone)]
pub struct VisitorSecret(Zeroizing<Vec<u8>>);

impl VisitorSecret {
    /// Takes the secret as Algomo shows it.
    ///
    /// # Errors
    ///
    /// [`SecretTooShort`](Error::SecretTooShort) under 32 bytes, [`SecretEmpty`](Error::SecretEmpty), and one error for each kind
    /// of text that is not the bare secret.
    pub fn new(text: impl AsRef<str>) -> Result<Self, Error> {
        Self::from_bytes(text.as_ref().as_bytes())
    }

    /// Takes a secret of any length. Algomo issues the secret, so an application can't always lengthen it.
    ///
    /// Anyone who has one token can look for a short secret by brute force, offline.
    ///
    /// # Errors
    ///
    /// Those of [`new`](Self::new), except `SecretTooShort`.
    pub fn new_allowing_short(text: impl AsRef<str>) -> Result<Self, Error> {
        let text = text.as_ref();
        check_text(text)?;
        Ok(Self::copied(text.as_bytes()))
    }

    /// Takes the key's bytes, from a secret manager that yields bytes.
    ///
    /// # Errors
    ///
    /// Those of [`new`](Self::new). Bytes that are not UTF-8 are only checked for their length.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        str::from_utf8(bytes).map_or(Ok(()), check_text)?;
        if bytes.len() < MIN_BYTES {
            return Err(Error::SecretTooShort);
        }
        Ok(Self::copied(bytes))
    }

    /// Reads the secret from an environment variable, usually `ALGOMO_SECRET`. The process's environment keeps a copy of its
    /// own, which is not wiped.
    ///
    /// # Errors
    ///
    /// [`SecretMissing`](Error::SecretMissing) or [`SecretNotUnicode`](Error::SecretNotUnicode) with the variable's name,
    /// and those of [`new`](Self::new).
    pub fn from_env(variable: &str) -> Result<Self, Error> {
        match env::var(variable) {
            Ok(text) => Self::new(Zeroizing::new(text).as_str()),
            Err(VarError::NotPresent) => Err(Error::SecretMissing { variable: shown(variable) }),
            Err(VarError::NotUnicode(text)) => {
                drop(Zeroizing::new(text.into_encoded_bytes()));
                Err(Error::SecretNotUnicode { source: shown(variable) })
            }
        }
    }

    /// Reads the secret from a file, as Docker and Kubernetes provide secrets. One line end at the end is removed.
    ///
    /// # Errors
    ///
    /// [`SecretFile`](Error::SecretFile), also for a file of more than 16 KiB, or
    /// [`SecretNotUnicode`](Error::SecretNotUnicode) with the path, and those of [`new`](Self::new).
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let bytes = read(path)
            .map_err(|error| Error::SecretFile { path: shown_path(path), kind: error.kind() })?;
        let text = str::from_utf8(&bytes)
            .map_err(|_| Error::SecretNotUnicode { source: shown_path(path) })?;
        let line = text.strip_suffix('\n').unwrap_or(text);
        Self::new(line.strip_suffix('\r').unwrap_or(line))
    }

    /// Copies bytes that were checked.
    pub(super) fn copied(bytes: &[u8]) -> Self {
        Self(Zeroizing::new(bytes.to_vec()))
    }

    /// The key's bytes.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// For an application that already holds its secret as a key of the crate `jsonwebtoken`.
///
/// # Errors
///
/// [`SecretNotHmac`](Error::SecretNotHmac) for an RSA or elliptic curve key, and those of [`VisitorSecret::from_bytes`].
///
/// ```
/// use algomo_core::VisitorSecret;
/// use jsonwebtoken::EncodingKey;
///
/// let key = EncodingKey::from_secret(b"an-example-secret-of-over-32-bytes");
/// let secret = VisitorSecret::try_from(key)?;
/// # Ok::<(), algomo_core::Error>(())
/// ```
#[cfg(feature = "jsonwebtoken-11")]
impl TryFrom<jsonwebtoken::EncodingKey> for VisitorSecret {
    type Error = Error;

    fn try_from(key: jsonwebtoken::EncodingKey) -> Result<Self, Error> {
        if key.family() != jsonwebtoken::AlgorithmFamily::Hmac {
            return Err(Error::SecretNotHmac);
        }
        Self::from_bytes(key.as_bytes())
    }
}

/// Reads a file into memory that is wiped. It is allocated once, because a vector that grows leaves copies behind, as it would
/// for a pipe, whose length nobody knows before.
fn read(path: &Path) -> io::Result<Zeroizing<Vec<u8>>> {
    // One more than a secret may have, to tell a longer file.
    let limit = MAX_FILE + 1;
    let mut bytes = Zeroizing::new(Vec::with_capacity(limit));
    File::open(path)?.take(limit as u64).read_to_end(&mut bytes)?;
    if bytes.len() == limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// A variable's name for an error's text. A text that is long, mixes cases or has digits among its letters may be a secret in the
/// place of a name.
fn shown(variable: &str) -> String {
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    let has_digit = variable.bytes().any(|byte| byte.is_ascii_digit());
    let is_short = variable.len() < MIN_BYTES && !has_digit;
    // Random text in capitals and digits, such as base32, has no underscores.
    let is_constant = is_variable_name(variable) && (is_short || variable.contains('_'));
    let is_name = is_constant || (is_short && variable.bytes().all(is_word));
    if is_name { variable.to_owned() } else { "(name withheld)".to_owned() }
}

/// A path for an error's text, if its folder exists or it is in the form that is never a random secret. Otherwise it may be a
/// secret in the place of a path, and so may a long name in the root folder: base64 can start with a slash.
fn shown_path(path: &Path) -> String {
    let is_long = path.as_os_str().len() >= MIN_BYTES;
    let has_folder = path
        .parent()
        .is_some_and(|folder| folder.is_dir() && (folder.parent().is_some() || !is_long));
    let is_path = has_folder || path.to_str().is_some_and(is_path);
    if is_path { path.display().to_string() } else { "(path withheld)".to_owned() }
}

impl fmt::Debug for VisitorSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VisitorSecret(..)")
    }
}
