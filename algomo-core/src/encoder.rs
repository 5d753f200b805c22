//! From JSON to a token's text: base64url, MAC and output in one pass, without a buffer of the token's size.

use core::fmt;
use core::mem::MaybeUninit;

use base64_simd::{Out, URL_SAFE_NO_PAD};

use crate::signer::Mac;

/// How many bytes of JSON are encoded in one go: a multiple of three, so that only the last group can be a short one, and
/// more than the usual payload has. Measured: multiples of 32 take 10 ns more.
const CHUNK: usize = 3 * 125;

/// The length of an HS256 signature in base64url.
pub(crate) const SIGNATURE_LEN: usize = 43;

/// Takes JSON, writes base64url, and feeds the MAC with what it writes.
pub(crate) struct Encoder<'o, W: ?Sized> {
    json: [u8; CHUNK],
    len: usize,
    mac: &'o mut Mac,
    out: &'o mut W,
}

impl<'o, W: fmt::Write + ?Sized> Encoder<'o, W> {
    /// `mac` has taken in, and `out` has got, what stands before the payload.
    #[inline]
    pub(crate) fn new(mac: &'o mut Mac, out: &'o mut W) -> Self {
        Self { json: [0; CHUNK], len: 0, mac, out }
    }

    /// Takes the next bytes of the payload's JSON.
    #[inline]
    pub(crate) fn push(&mut self, json: &[u8]) -> fmt::Result {
        match self.room(json.len()) {
            Some(room) => {
                room.copy_from_slice(json);
                self.take(json.len());
                Ok(())
            }
            None => self.push_in_pieces(json),
        }
    }

    /// Where the next `len` bytes go, if they fit before the next encoding.
    #[inline]
    pub(crate) fn room(&mut self, len: usize) -> Option<&mut [u8]> {
        self.json.get_mut(self.len..self.len + len)
    }

    /// Takes the next `len` bytes, which are in their [`room`](Self::room) already.
    #[inline]
    pub(crate) fn take(&mut self, len: usize) {
        self.len += len;
    }

    /// Kept out of [`push`](Self::push), which is inlined at every claim.
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

    /// Writes the rest of the payload, and the signature. By reference: a move would copy the buffers.
    #[inline]
    pub(crate) fn finish(&mut self) -> fmt::Result {
        self.encode()?;
        self.out.write_char('.')?;
        let mut text = [MaybeUninit::uninit(); SIGNATURE_LEN];
        let signature = self.mac.finish();
        self.out
            .write_str(URL_SAFE_NO_PAD.encode_as_str(&signature, Out::from_uninit_slice(&mut text)))
    }
}
