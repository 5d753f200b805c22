//! The payload as JSON, byte for byte what `serde_json` writes for a serde struct with the same claims.
//!
//! By hand, because the way through serde's data model and `io::Write` takes as long as half of the hash.

use core::fmt;

use crate::claim::{CustomData, IdValue};
use crate::contract::Contract;
use crate::encoder::Encoder;
use crate::token::Payload;

/// Writes the claims that are present and the expiry as one object, in contract order.
///
/// A key, its punctuation and the quote behind it are one literal: a push of constant length is a few instructions, and a
/// call otherwise.
#[inline]
pub(crate) fn write_payload<W: fmt::Write + ?Sized>(
    payload: &Payload<'_>,
    out: &mut Encoder<'_, W>,
) -> fmt::Result {
    let &Payload { visitor, contract, exp } = payload;
    write_id(b"{\"id\":", &visitor.id, contract, out)?;
    write_text_claim(b",\"name\":\"", visitor.name.as_deref(), out)?;
    write_text_claim(b",\"email\":\"", visitor.email.as_deref(), out)?;
    write_text_claim(b",\"avatar\":\"", visitor.avatar.as_deref(), out)?;
    if let Some(id) = &visitor.company_id {
        write_id(b",\"companyId\":", id, contract, out)?;
    }
    write_text_claim(b",\"companyName\":\"", visitor.company_name.as_deref(), out)?;
    write_text_claim(b",\"companyNamy\":\"", visitor.company_namy.as_deref(), out)?;
    if let Some(entries) = &visitor.custom_data {
        write_custom_data(entries, out)?;
    }
    out.push(b",\"exp\":")?;
    out.push(itoa::Buffer::new().format(exp).as_bytes())?;
    out.push(b"}")
}

#[inline]
fn write_id<W: fmt::Write + ?Sized>(
    key: &[u8],
    id: &IdValue<'_>,
    contract: Contract,
    out: &mut Encoder<'_, W>,
) -> fmt::Result {
    out.push(key)?;
    if contract == Contract::VisitorToken
        && let Some(number) = id.exact_integer()
    {
        return out.push(itoa::Buffer::new().format(number).as_bytes());
    }
    out.push(b"\"")?;
    id.with_text(|text| write_escaped(text, out))?;
    out.push(b"\"")
}

#[inline]
fn write_text_claim<W: fmt::Write + ?Sized>(
    key: &[u8],
    text: Option<&str>,
    out: &mut Encoder<'_, W>,
) -> fmt::Result {
    let Some(text) = text else { return Ok(()) };
    out.push(key)?;
    write_escaped(text, out)?;
    out.push(b"\"")
}

fn write_custom_data<W: fmt::Write + ?Sized>(
    entries: &CustomData<'_>,
    out: &mut Encoder<'_, W>,
) -> fmt::Result {
    out.push(b",\"customData\":{")?;
    let mut before: &[u8] = b"\"";
    for (key, value) in entries.iter() {
        out.push(before)?;
        write_escaped(key, out)?;
        out.push(b"\":\"")?;
        write_escaped(value, out)?;
        before = b"\",\"";
    }
    let end: &[u8] = if before.len() == 1 { b"}" } else { b"\"}" };
    out.push(end)
}

/// How a byte of a string is written: as it is (0), as `\u00` with two hexadecimal digits (`u`), or as this letter behind a
/// backslash (RFC 8259, section 7).
const ESCAPES: [u8; 256] = {
    let mut escapes = [0; 256];
    let mut control = 0;
    while control < 0x20 {
        escapes[control] = b'u';
        control += 1;
    }
    escapes[0x08] = b'b';
    escapes[0x09] = b't';
    escapes[0x0a] = b'n';
    escapes[0x0c] = b'f';
    escapes[0x0d] = b'r';
    escapes[b'"' as usize] = b'"';
    escapes[b'\\' as usize] = b'\\';
    escapes
};

#[inline]
fn write_escaped<W: fmt::Write + ?Sized>(text: &str, out: &mut Encoder<'_, W>) -> fmt::Result {
    if let Some(room) = out.room(text.len())
        && copy_plain(text.as_bytes(), room)
    {
        out.take(text.len());
        return Ok(());
    }
    write_escaped_by_runs(text, out)
}

/// Copies a text into a room of its length. Returns whether it needs no escape, which is so for nearly every one.
#[inline]
fn copy_plain(text: &[u8], room: &mut [u8]) -> bool {
    let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) else {
        room.copy_from_slice(text);
        return text.iter().all(|&byte| ESCAPES[usize::from(byte)] == 0);
    };
    if text.len() > 16 {
        room.copy_from_slice(text);
        return plain_len(text) == text.len();
    }
    // Most texts: two words, which overlap. A call to copy so few bytes takes as long as they themselves.
    if let Some(room) = room.first_chunk_mut() {
        *room = *first;
    }
    if let Some(room) = room.last_chunk_mut() {
        *room = *last;
    }
    escapes_in(*first) | escapes_in(*last) == 0
}

/// Zero if none of eight bytes needs an escape.
#[inline]
fn escapes_in(word: [u8; 8]) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHEST_BITS: u64 = ONES << 7;
    let word = u64::from_ne_bytes(word);
    // Sets the highest bit of the bytes below `limit`, and maybe of others, but only where there is such a byte.
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word;
    let is = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    (below(word, 0x20) | is(b'"') | is(b'\\')) & HIGHEST_BITS
}

fn write_escaped_by_runs<W: fmt::Write + ?Sized>(
    text: &str,
    out: &mut Encoder<'_, W>,
) -> fmt::Result {
    /// Where one byte needs an escape, its neighbours often do: so many are put together before they are pushed.
    const FEW: usize = 8;

    let mut rest = text.as_bytes();
    loop {
        let (plain, behind) = rest.split_at(plain_len(rest));
        out.push(plain)?;
        if behind.is_empty() {
            return Ok(());
        }
        let (few, behind) = behind.split_at(behind.len().min(FEW));
        let mut escaped = [0; FEW * r"\u0000".len()];
        let mut len = 0;
        for &byte in few {
            len += escape(byte, &mut escaped[len..]);
        }
        out.push(&escaped[..len])?;
        rest = behind;
    }
}

/// How many bytes at the front need no escape. Sixteen at a time, which compiles to vector instructions.
#[inline]
fn plain_len(bytes: &[u8]) -> usize {
    let is_plain = |byte: u8| byte >= 0x20 && byte != b'"' && byte != b'\\';
    let (blocks, _) = bytes.as_chunks::<16>();
    let all_plain = |block: &&[u8; 16]| block.iter().fold(true, |all, &byte| all & is_plain(byte));
    let skipped = blocks.iter().take_while(all_plain).count() * 16;
    let first = bytes[skipped..].iter().position(|&byte| ESCAPES[usize::from(byte)] != 0);
    first.map_or(bytes.len(), |place| skipped + place)
}

/// Puts a byte, escaped where it has to be, at the front of `room`. Returns how long it got.
#[inline]
fn escape(byte: u8, room: &mut [u8]) -> usize {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    match ESCAPES[usize::from(byte)] {
        0 => {
            room[0] = byte;
            1
        }
        b'u' => {
            let digits = [HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]];
            room[..4].copy_from_slice(br"\u00");
            room[4..6].copy_from_slice(&digits);
            6
        }
        letter => {
            room[..2].copy_from_slice(&[b'\\', letter]);
            2
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::VisitorSecret;
    use crate::signer::Hs256Signer;
    use crate::token::write_token;
    use crate::visitor::Visitor;

    fn json(payload: &Payload<'_>) -> String {
        let secret = VisitorSecret::new("an-example-secret-of-over-32-bytes").expect("it is long");
        let mut token = String::new();
        write_token(&Hs256Signer::new(&secret), payload, &mut token).expect("a string takes all");
        let json = token.split('.').nth(1).expect("three parts");
        let json = base64_simd::URL_SAFE_NO_PAD.decode_to_vec(json).expect("base64url");
        String::from_utf8(json).expect("UTF-8")
    }

    /// Every ASCII character, and one beyond, at every place of a block, before and behind plain text of every length.
    #[test]
    fn strings_are_those_of_serde_json() {
        let characters = (0..=0x7f_u8).map(char::from).chain(['é', '山', '\u{2028}', '😀']);
        for character in characters {
            for before in 0..40 {
                for behind in [0, 1, 7, 8, 15, 16, 33] {
                    let name = format!("{}{character}{}", "a".repeat(before), "b".repeat(behind));
                    let visitor = Visitor::new(name.as_str()).name(format!("{name}{name}"));
                    let expected = serde_json::to_string(&visitor).expect("it serializes");
                    let expected = format!("{},\"exp\":7}}", expected.trim_end_matches('}'));
                    let payload =
                        Payload { visitor: &visitor, contract: Contract::VisitorToken, exp: 7 };
                    assert_eq!(json(&payload), expected);
                }
            }
        }
    }
}
