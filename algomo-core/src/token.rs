//! The token: claims in, signed text out, in one pass and without a buffer of its own size.

use core::fmt;
use core::str;
use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use sha2::Sha256;

use crate::claim::CustomData;
use crate::contract::Contract;
use crate::signer::Hs256Signer;
use crate::visitor::Visitor;

/// `{"typ":"JWT","alg":"HS256"}` in base64url, and the dot behind it: every token of ours begins so.
const HEADER: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.";

/// The length of an HS256 signature in base64url.
const SIGNATURE_LEN: usize = 43;

/// A signed token: a JWT in compact form (RFC 7515, section 3.1), good for the seconds of its `exp`.
///
/// It consists of `A`–`Z`, `a`–`z`, `0`–`9`, `-`, `_` and two dots, so it is safe in HTML text, in a quoted HTML
/// attribute, in a quoted JavaScript string, in a URL and in a header. It is a credential: whoever has it is that user to
/// the widget. Its `Debug` is redacted; writing it out takes [`as_str`](Self::as_str) or `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct VisitorToken(String);

impl VisitorToken {
    pub(crate) fn new(token: String) -> Self {
        Self(token)
    }

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

impl fmt::Debug for VisitorToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VisitorToken(..)")
    }
}

/// What is signed: the claims of a visitor that was checked, and the expiry.
#[derive(Clone)]
pub(crate) struct Payload<'a> {
    pub(crate) visitor: Visitor<'a>,
    pub(crate) contract: Contract,
    /// Seconds since 1970.
    pub(crate) exp: u64,
}

impl Payload<'_> {
    /// The token's length, exact when no claim needs a JSON escape.
    pub(crate) fn token_len_hint(&self) -> usize {
        HEADER.len()
            + base64::encoded_len(self.json_len_hint(), false).unwrap_or(0)
            + 1
            + SIGNATURE_LEN
    }

    fn json_len_hint(&self) -> usize {
        // A key in quotes with colon and comma takes at most 17 bytes (`"companyName":` and a comma, the quotes of the
        // value), `{"exp":` with sixteen digits and the brace 24.
        const KEY: usize = 17;
        const EXP: usize = 24;
        let visitor = &self.visitor;
        let texts = [
            &visitor.name,
            &visitor.email,
            &visitor.avatar,
            &visitor.company_name,
            &visitor.company_namy,
        ];
        let texts = texts.into_iter().flatten().map(|text| KEY + text.len()).sum::<usize>();
        let ids = KEY + visitor.id.len_hint();
        let ids = ids + visitor.company_id.as_ref().map_or(0, |id| KEY + id.len_hint());
        let entries = visitor.custom_data.iter().flat_map(CustomData::iter);
        let custom = entries.map(|(key, value)| key.len() + value.len() + 6);
        texts + ids + custom.sum::<usize>() + KEY + EXP
    }
}

impl Serialize for Payload<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.visitor.serialize_claims(self.contract, &mut map)?;
        map.serialize_entry("exp", &self.exp)?;
        map.end()
    }
}

/// Signs `payload` and writes the token. Fails only where `out` does.
pub(crate) fn write_token<W: fmt::Write + ?Sized>(
    signer: &Hs256Signer,
    payload: &Payload<'_>,
    out: &mut W,
) -> fmt::Result {
    out.write_str(HEADER)?;
    let mut encoder =
        Encoder { pending: [0; CHUNK], len: 0, mac: signer.start(HEADER.as_bytes()), out };
    // serde_json fails where the writer does; our claims are strings, numbers and a flat map, which always serialize.
    serde_json::to_writer(&mut encoder, payload).map_err(|_| fmt::Error)?;
    encoder.flush_pending()?;
    // Taken apart rather than moved: the buffer is not needed any more, and would be copied.
    let Encoder { mac, out, .. } = encoder;
    out.write_char('.')?;
    let mut text = [0; SIGNATURE_LEN];
    out.write_str(encode_base64url(&mac.finalize().into_bytes(), &mut text)?)
}

/// How many bytes of JSON are encoded in one go: a multiple of three, so that only the last group can be a short one, and
/// more than the usual payload has.
const CHUNK: usize = 3 * 192;

/// Takes JSON, writes base64url, and feeds the MAC with what it writes.
struct Encoder<'o, W: ?Sized> {
    pending: [u8; CHUNK],
    len: usize,
    mac: Hmac<Sha256>,
    out: &'o mut W,
}

impl<W: fmt::Write + ?Sized> Encoder<'_, W> {
    fn flush_pending(&mut self) -> fmt::Result {
        let mut text = [0; CHUNK / 3 * 4];
        let text = encode_base64url(&self.pending[..self.len], &mut text)?;
        self.mac.update(text.as_bytes());
        self.len = 0;
        self.out.write_str(text)
    }
}

impl<W: fmt::Write + ?Sized> io::Write for Encoder<'_, W> {
    #[inline]
    fn write(&mut self, json: &[u8]) -> io::Result<usize> {
        if self.len == CHUNK {
            self.flush_pending().map_err(io::Error::other)?;
        }
        let taken = json.len().min(CHUNK - self.len);
        self.pending[self.len..self.len + taken].copy_from_slice(&json[..taken]);
        self.len += taken;
        Ok(taken)
    }

    /// In one copy wherever there is room. The default's loop is the dearest part of a token after the hash.
    #[inline]
    fn write_all(&mut self, mut json: &[u8]) -> io::Result<()> {
        while let Some(rest) = json.get(CHUNK - self.len..).filter(|rest| !rest.is_empty()) {
            let taken = json.len() - rest.len();
            self.pending[self.len..].copy_from_slice(&json[..taken]);
            self.len = CHUNK;
            self.flush_pending().map_err(io::Error::other)?;
            json = rest;
        }
        self.pending[self.len..self.len + json.len()].copy_from_slice(json);
        self.len += json.len();
        Ok(())
    }

    #[inline]
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Encodes without padding, as compact JWTs are (RFC 7515, section 2). `text` must be long enough; its size is a constant
/// beside that of `bytes` at each of our calls.
fn encode_base64url<'t>(bytes: &[u8], text: &'t mut [u8]) -> Result<&'t str, fmt::Error> {
    let len = URL_SAFE_NO_PAD.encode_slice(bytes, text).map_err(|_| fmt::Error)?;
    str::from_utf8(&text[..len]).map_err(|_| fmt::Error)
}
