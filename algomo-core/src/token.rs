//! The token: claims in, signed text out.

use core::fmt;

use crate::claim::CustomData;
use crate::contract::Contract;
use crate::encoder::{Encoder, SIGNATURE_LEN};
use crate::json;
use crate::signer::Hs256Signer;
use crate::visitor::Visitor;

/// `{"typ":"JWT","alg":"HS256"}` in base64url, and the dot behind it: every token of ours begins so.
const HEADER: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.";

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

/// How long a token is beside its payload.
pub(crate) const BESIDE_PAYLOAD: usize = HEADER.len() + 1 + SIGNATURE_LEN;

/// What is signed: the claims of a visitor that was checked, and the expiry.
#[derive(Clone, Copy)]
pub(crate) struct Payload<'a> {
    /// By reference: it is large, and a move from function to function would be a copy.
    pub(crate) visitor: &'a Visitor<'a>,
    pub(crate) contract: Contract,
    /// Seconds since 1970.
    pub(crate) exp: u64,
}

impl Payload<'_> {
    /// The length of the JSON without the escapes of its texts, or a little more.
    pub(crate) fn json_len_hint(&self) -> usize {
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

/// Signs `payload` and writes the token. Fails only where `out` does.
pub(crate) fn write_token<W: fmt::Write + ?Sized>(
    signer: &Hs256Signer,
    payload: &Payload<'_>,
    out: &mut W,
) -> fmt::Result {
    out.write_str(HEADER)?;
    let mut mac = signer.start();
    mac.update(HEADER.as_bytes());
    let mut encoder = Encoder::new(&mut mac, out);
    json::write_payload(payload, &mut encoder)?;
    encoder.finish()
}
