//! The floor: everything that is known in advance is a constant, and nothing is checked that a person could promise.
//!
//! The header is text, the JSON is written by hand, the hash is `sha2`'s bare compression function over states that the key
//! went through before, base64 is the fastest that was found, and the result is one `String`. Only `unsafe` is left out. It
//! is a floor for names as people have them: it writes escapes one by one.

use base64_turbo::URL_SAFE_NO_PAD;
use sha2::block_api::compress256;

use crate::expiry;
use crate::users::User;

const HEADER: &[u8] = b"eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.";
const OPEN: &[u8] = b"<script>window.algomoSettings = {\"";
const CLOSE: &[u8] = b"\"};</script>";
const SIGNATURE_LEN: usize = 43;
const BLOCK: usize = 64;

/// What the JSON of a usual user fits in.
const ROOM: usize = 576;

/// SHA-256 before its first block (FIPS 180-4, section 5.3.3).
const INITIAL: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// The hash after the key's inner and outer block (RFC 2104, section 2).
#[derive(Clone, Debug)]
pub struct Floor {
    inner: [u32; 8],
    outer: [u32; 8],
}

impl Floor {
    /// For a secret that is no longer than a block.
    pub fn new(secret: &str) -> Self {
        let mut key = [0; BLOCK];
        key[..secret.len()].copy_from_slice(secret.as_bytes());
        let after = |pad: u8| {
            let mut state = INITIAL;
            compress256(&mut state, &[key.map(|byte| byte ^ pad)]);
            state
        };
        Self { inner: after(0x36), outer: after(0x5c) }
    }

    /// The settings script.
    #[inline]
    pub fn settings<U: User>(&self, user: &U) -> String {
        let key = U::CONTRACT.settings_key();
        if user_fits(user) {
            let mut json = Stack { bytes: [0; ROOM], len: 0 };
            user.write_json(expiry(), &mut json);
            self.page(key, &json.bytes[..json.len])
        } else {
            let mut json = Vec::with_capacity(user.name().len() * 2 + ROOM);
            user.write_json(expiry(), &mut json);
            self.page(key, &json)
        }
    }

    #[inline]
    fn page(&self, key: &str, json: &[u8]) -> String {
        let payload_len = URL_SAFE_NO_PAD.encoded_len(json.len());
        let len = OPEN.len() + key.len() + 3 + HEADER.len() + payload_len + 1 + SIGNATURE_LEN;
        let mut page = Vec::with_capacity(len + CLOSE.len());
        page.extend_from_slice(OPEN);
        page.extend_from_slice(key.as_bytes());
        page.extend_from_slice(b"\":\"");
        let token = page.len();
        page.extend_from_slice(HEADER);
        append_base64(json, payload_len, &mut page);
        let signature = self.sign(&page[token..]);
        page.push(b'.');
        append_base64(&signature, SIGNATURE_LEN, &mut page);
        page.extend_from_slice(CLOSE);
        String::from_utf8(page).expect("it is ASCII")
    }

    #[inline]
    fn sign(&self, message: &[u8]) -> [u8; 32] {
        let mut state = self.inner;
        let (blocks, rest) = message.as_chunks();
        compress256(&mut state, blocks);
        close(&mut state, rest, message.len());
        let digest = to_bytes(state);
        let mut state = self.outer;
        close(&mut state, &digest, digest.len());
        to_bytes(state)
    }
}

/// Whether its JSON fits into the stack's buffer even if every character of the name is escaped.
#[inline]
fn user_fits(user: &impl User) -> bool {
    user.name().len() * 6 + 320 <= ROOM
}

/// Compresses what is left of a message, the padding and the length, with the key's block counted.
#[inline]
fn close(state: &mut [u32; 8], rest: &[u8], len: usize) {
    let mut blocks = [[0; BLOCK]; 2];
    let bits = ((len + BLOCK) as u64 * 8).to_be_bytes();
    blocks[0][..rest.len()].copy_from_slice(rest);
    blocks[0][rest.len()] = 0x80;
    let last = usize::from(rest.len() >= BLOCK - bits.len());
    blocks[last][BLOCK - bits.len()..].copy_from_slice(&bits);
    compress256(state, &blocks[..=last]);
}

#[inline]
fn to_bytes(state: [u32; 8]) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (bytes, word) in bytes.as_chunks_mut().0.iter_mut().zip(state) {
        *bytes = word.to_be_bytes();
    }
    bytes
}

#[inline]
fn append_base64(bytes: &[u8], len: usize, page: &mut Vec<u8>) {
    let start = page.len();
    page.resize(start + len, 0);
    URL_SAFE_NO_PAD.encode_slice(bytes, &mut page[start..]).expect("it was measured");
}

/// What takes the JSON.
pub trait Json {
    /// Takes these bytes.
    fn put(&mut self, bytes: &[u8]);

    /// Takes a number.
    #[inline]
    fn put_number(&mut self, number: impl itoa::Integer) {
        self.put(itoa::Buffer::new().format(number).as_bytes());
    }

    /// Takes the inside of a string.
    #[inline]
    fn put_text(&mut self, text: &str) {
        let mut rest = text.as_bytes();
        loop {
            let (plain, escaped) = rest.split_at(plain_len(rest));
            self.put(plain);
            let Some((&byte, behind)) = escaped.split_first() else {
                return;
            };
            self.put_escape(byte);
            rest = behind;
        }
    }

    /// Takes a byte that can't stand in a string (RFC 8259, section 7).
    #[inline]
    fn put_escape(&mut self, byte: u8) {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        match byte {
            b'"' => self.put(b"\\\""),
            b'\\' => self.put(b"\\\\"),
            b'\n' => self.put(b"\\n"),
            b'\r' => self.put(b"\\r"),
            b'\t' => self.put(b"\\t"),
            0x08 => self.put(b"\\b"),
            0x0c => self.put(b"\\f"),
            _ => {
                let digits = [HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]];
                self.put(&[b'\\', b'u', b'0', b'0', digits[0], digits[1]]);
            }
        }
    }
}

/// Sixteen bytes at a time where a text is that long, which compiles to vector instructions.
#[inline]
fn plain_len(bytes: &[u8]) -> usize {
    let is_plain = |byte: u8| byte >= 0x20 && byte != b'"' && byte != b'\\';
    let all_plain = |block: &&[u8; 16]| block.iter().fold(true, |all, &byte| all & is_plain(byte));
    let skipped = bytes.as_chunks().0.iter().take_while(all_plain).count() * 16;
    let first = bytes[skipped..].iter().position(|&byte| !is_plain(byte));
    first.map_or(bytes.len(), |place| skipped + place)
}

struct Stack {
    bytes: [u8; ROOM],
    len: usize,
}

impl Json for Stack {
    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        self.bytes[self.len..self.len + bytes.len()].copy_from_slice(bytes);
        self.len += bytes.len();
    }
}

impl Json for Vec<u8> {
    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}
