//! From JSON to a token's text: base64url, MAC and output in one pass, without a buffer of the token's size.

use core::fmt;
use core::mem::MaybeUninit;

use base64_simd::{Out, URL_SAFE_NO_PAD};

use super::json::Sink;
use super::signer::{Mac, SIGNATURE_LEN};

/// How many bytes of JSON are encoded in one go: a multiple of three, so that only the last group can be a short one, and
/// more than the usual payload has.
const CHUNK: usize = 3 * 125;

/// Takes JSON, writes base64url, and feeds the MAC with what it writes.
///
/// It is large, so it is not moved: a move would copy it.
pub(crate) struct Encoder<'o, W: ?Sized> {
    json: [u8; CHUNK],
    len: usize,
    mac: &'o mut Mac,
    out: &'o mut W,
}

impl<W: fmt::Write + ?Sized> Sink for Encoder<'_, W> {
    #[inline]
    fn push(&mut self, json: &[u8]) -> fmt::Result {
        match self.json.get_mut(self.len..self.len + json.len()) {
            Some(room) => {
                room.copy_from_slice(json);
                self.len += json.len();
                Ok(())
            }
            None => self.push_in_pieces(json),
        }
    }
}

impl<'o, W: fmt::Write + ?Sized> Encoder<'o, W> {
    /// Starts with a payload. `mac` and `out` already have the header.
    #[inline]
    pub(crate) fn new(mac: &'o mut Mac, out: &'o mut W) -> Self {
        Self { json: [0; CHUNK], len: 0, mac, out }
    }

    /// Kept out of [`push`](Sink::push), which is inlined at every claim.
    #[cold]
    fn push_in_pieces(&mut self, mut json: &[u8]) -> fmt::Result {
        while !json.is_empty() {
            if self.len == CHUNK {
                self.encode()?;
            }
            let (piece, rest) = json.split_at(json.len().min(CHUNK - self.len));
            self.json[self.len..self.len + piece.len()].copy_from_slice(piece);
            self.len += piece.len();
            json = rest;
        }
        Ok(())
    }

    /// Without padding, as compact JWTs are (RFC 7515, section 2).
    fn encode(&mut self) -> fmt::Result {
        let mut text = [MaybeUninit::uninit(); CHUNK / 3 * 4];
        let text = URL_SAFE_NO_PAD
            .encode_as_str(&self.json[..self.len], Out::from_uninit_slice(&mut text));
        self.mac.update(text.as_bytes());
        self.len = 0;
        self.out.write_str(text)
    }

    /// Writes the rest of the payload.
    #[inline]
    pub(crate) fn finish(&mut self) -> fmt::Result {
        self.encode()
    }
}

/// Writes the signature.
#[inline]
pub(crate) fn write_signature<W: fmt::Write + ?Sized>(mac: &mut Mac, out: &mut W) -> fmt::Result {
    let mut text = [MaybeUninit::uninit(); SIGNATURE_LEN];
    out.write_str(mac.finish().encode(&mut text))
}
