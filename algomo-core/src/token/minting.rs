//! From a payload to a signed token.

use core::fmt;

use super::encoder::{Encoder, write_signature};
use super::fresh::Fresh;
use super::json;
use super::payload::Payload;
use super::signer::{SIGNATURE_LEN, Signer};
use crate::error::Error;

/// `{"typ":"JWT","alg":"HS256"}` in base64url, and the dot after it: how each of our tokens begins.
const HEADER: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.";

/// The length of the longest token that is minted or accepted, in bytes. Servers and proxies usually allow less for a
/// request's header.
pub(crate) const MAX_LEN: usize = 64 * 1024;

/// A signed token: a JWT in compact form (RFC 7515, section 3.1), valid until the second of its `exp`.
///
/// It consists of `A`–`Z`, `a`–`z`, `0`–`9`, `-`, `_` and two dots, so it is safe in HTML text, in a quoted HTML
/// attribute, in a quoted JavaScript string, in a URL and in a header. It is a credential: to the widget, whoever has it is
/// the user. Its `Debug` is redacted; [`as_str`](Self::as_str) and `Display` show it.
#[derive(Clone, PartialEq, Eq)]
pub struct VisitorToken(String);

impl VisitorToken {
    /// The token's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for VisitorToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Yields the token's text without a copy.
impl From<VisitorToken> for String {
    fn from(token: VisitorToken) -> Self {
        token.0
    }
}

impl fmt::Debug for VisitorToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VisitorToken(..)")
    }
}

/// Signs a payload.
pub(crate) fn mint(signer: &Signer, payload: &Payload<'_>) -> Result<VisitorToken, Error> {
    let expected = token_len(payload.json_len_hint);
    let mut token = Fresh::with_capacity(expected, || token_len(json::payload_len(payload)));
    write_token(signer, payload, &mut token).map_err(|_| Error::Write)?;
    Ok(VisitorToken(token.into_string()))
}

/// Signs a payload and writes the token. Fails only if `out` does.
pub(crate) fn write_token<W: fmt::Write + ?Sized>(
    signer: &Signer,
    payload: &Payload<'_>,
    out: &mut W,
) -> fmt::Result {
    out.write_str(HEADER)?;
    let mut mac = signer.start();
    mac.update(HEADER.as_bytes());
    let mut encoder = Encoder::new(&mut mac, out);
    json::write_payload(payload, &mut encoder)?;
    encoder.finish()?;
    out.write_str(".")?;
    write_signature(&mut mac, out)
}

/// Refuses a payload whose token would be longer than [`MAX_LEN`].
pub(crate) fn check_length(payload: &Payload<'_>) -> Result<(), Error> {
    // The exact length takes a pass over all texts, and most payloads don't need it.
    let longest = token_len(payload.json_len_hint.saturating_mul(json::LONGEST_ESCAPE));
    if longest > MAX_LEN && token_len(json::payload_len(payload)) > MAX_LEN {
        return Err(Error::TokenTooLong);
    }
    Ok(())
}

/// The length of a token whose payload has so many bytes of JSON.
fn token_len(json_len: usize) -> usize {
    let payload = json_len.saturating_mul(4).div_ceil(3);
    payload.saturating_add(HEADER.len() + 1 + SIGNATURE_LEN)
}
