//! The payload as JSON, byte for byte as `serde_json` writes a serde struct with the same claims.
//!
//! It is written by hand: going through serde's data model and `io::Write` would cost half as much time as the hash.

use core::fmt;

use super::payload::Payload;
use crate::claims::{CustomData, IdValue};
use crate::contract::Contract;
use crate::visitor::{CLAIMS, Value};

/// Takes JSON, piece by piece.
pub(crate) trait Sink {
    fn push(&mut self, json: &[u8]) -> fmt::Result;
}

/// Counts the bytes of the payload.
pub(crate) fn payload_len(payload: &Payload<'_>) -> usize {
    struct Length(usize);

    impl Sink for Length {
        fn push(&mut self, json: &[u8]) -> fmt::Result {
            self.0 = self.0.saturating_add(json.len());
            Ok(())
        }
    }

    let mut length = Length(0);
    // A counter does not fail.
    let _ = write_payload(payload, &mut length);
    length.0
}

/// Writes the claims that are present and the expiry as one object, in contract order.
#[inline]
pub(crate) fn write_payload(payload: &Payload<'_>, out: &mut impl Sink) -> fmt::Result {
    for (claim, value) in CLAIMS.iter().zip(&payload.visitor.values()) {
        if let Some(value) = value {
            out.push(claim.opening.as_bytes())?;
            write_value(*value, payload.contract, out)?;
        }
    }
    out.push(b",\"exp\":")?;
    out.push(itoa::Buffer::new().format(payload.exp).as_bytes())?;
    out.push(b"}")
}

fn write_value(value: Value<'_>, contract: Contract, out: &mut impl Sink) -> fmt::Result {
    match value {
        Value::Id(id) => write_id(id, contract, out),
        Value::Text(text) => write_string(text, out),
        Value::CustomData(entries) => write_custom_data(entries, out),
    }
}

fn write_id(id: &IdValue<'_>, contract: Contract, out: &mut impl Sink) -> fmt::Result {
    match id.number_in(contract) {
        Some(number) => out.push(itoa::Buffer::new().format(number).as_bytes()),
        None => id.with_text(|text| write_string(text, out)),
    }
}

fn write_custom_data(entries: &CustomData<'_>, out: &mut impl Sink) -> fmt::Result {
    out.push(b"{")?;
    for (index, (key, value)) in entries.iter().enumerate() {
        if index > 0 {
            out.push(b",")?;
        }
        write_string(key, out)?;
        out.push(b":")?;
        write_string(value, out)?;
    }
    out.push(b"}")
}

/// How many bytes of a text are checked and copied together.
const PIECE: usize = 64;

/// The length of `\u0001`.
pub(crate) const LONGEST_ESCAPE: usize = 6;

fn write_string(text: &str, out: &mut impl Sink) -> fmt::Result {
    out.push(b"\"")?;
    for piece in text.as_bytes().chunks(PIECE) {
        if are_plain(piece) {
            out.push(piece)?;
        } else {
            write_escaped(piece, out)?;
        }
    }
    out.push(b"\"")
}

/// Writes a piece in which a byte needs an escape.
fn write_escaped(piece: &[u8], out: &mut impl Sink) -> fmt::Result {
    let mut json = [0; PIECE * LONGEST_ESCAPE];
    let mut len = 0;
    for &byte in piece {
        let (escape, escape_len) = escape(byte);
        json[len..len + LONGEST_ESCAPE].copy_from_slice(&escape);
        len += escape_len;
    }
    out.push(&json[..len])
}

/// Whether no byte needs an escape.
#[inline]
fn are_plain(bytes: &[u8]) -> bool {
    // Eight at a time and without a branch, which compiles to vector instructions. The last eight may overlap the ones before.
    let all_plain = |block: &[u8; 8]| block.iter().fold(true, |all, &byte| all & is_plain(byte));
    match bytes.last_chunk() {
        Some(last) => bytes.as_chunks().0.iter().all(all_plain) && all_plain(last),
        None => bytes.iter().all(|&byte| is_plain(byte)),
    }
}

/// Whether a byte needs no escape (RFC 8259, section 7).
#[inline]
fn is_plain(byte: u8) -> bool {
    byte >= 0x20 && byte != b'"' && byte != b'\\'
}

/// A byte as it stands in a string, and how many bytes that takes.
fn escape(byte: u8) -> ([u8; LONGEST_ESCAPE], usize) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let letter = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        0x09 => b't',
        0x0a => b'n',
        0x0c => b'f',
        0x0d => b'r',
        _ if is_plain(byte) => return ([byte, 0, 0, 0, 0, 0], 1),
        _ => {
            let [high, low] = [byte >> 4, byte & 15].map(|digit| HEX[usize::from(digit)]);
            return ([b'\\', b'u', b'0', b'0', high, low], LONGEST_ESCAPE);
        }
    };
    ([b'\\', letter, 0, 0, 0, 0], 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::visitor::Visitor;

    impl Sink for Vec<u8> {
        fn push(&mut self, json: &[u8]) -> fmt::Result {
            self.extend_from_slice(json);
            Ok(())
        }
    }

    /// Every ASCII character, and some beyond, at every place of a block, before and after plain text of every length.
    #[test]
    fn strings_are_those_of_serde_json() {
        let characters = (0..=0x7f_u8).map(char::from).chain(['é', '山', '\u{2028}', '😀']);
        for character in characters {
            for before in 0..40 {
                for after in [0, 1, 7, 8, 15, 16, 33] {
                    let text = format!("{}{character}{}", "a".repeat(before), "b".repeat(after));
                    let mut json = Vec::new();
                    write_string(&text, &mut json).expect("a vector takes all");
                    let expected = serde_json::to_string(&text).expect("it serializes");
                    assert_eq!(String::from_utf8(json), Ok(expected));
                }
            }
        }
    }

    #[test]
    fn payloads_are_those_of_serde_json() {
        for &contract in Contract::ALL {
            for id in ["1", "\"", "\u{1}"] {
                let visitor = Visitor::new(id).name("Ada \\ \n").company_id(7).contract(contract);
                let payload = Payload::new(&visitor, contract, 7).expect("it is right");
                let mut json = Vec::new();
                write_payload(&payload, &mut json).expect("a vector takes all");
                let claims = serde_json::to_string(&visitor).expect("it serializes");
                let expected = format!("{},\"exp\":7}}", claims.trim_end_matches('}'));
                assert_eq!(String::from_utf8(json).as_ref(), Ok(&expected));
                assert_eq!(payload_len(&payload), expected.len());
            }
        }
    }
}
