//! What a token is made of.

use crate::claims::CustomData;
use crate::contract::Contract;
use crate::visitor::{CLAIMS, Value, Visitor};

/// The claims of a visitor that was checked, and the expiry.
#[derive(Clone, Copy)]
pub(crate) struct Payload<'a> {
    /// By reference: it is large, and a move from function to function would be a copy.
    pub(crate) visitor: &'a Visitor<'a>,
    pub(crate) contract: Contract,
    /// Seconds since 1970.
    pub(crate) exp: u64,
}

impl Payload<'_> {
    /// The length of the JSON if no character needs an escape, or a little more.
    pub(crate) fn json_len_hint(&self) -> usize {
        // `"companyName":"",` is the longest key with all that surrounds its value.
        const KEY: usize = 17;
        // `{"exp":}` with sixteen digits.
        const EXP: usize = 24;
        let values = CLAIMS.iter().filter_map(|claim| (claim.get)(self.visitor));
        let lengths = values.map(|value| match value {
            Value::Id(id) => KEY + id.len_hint(),
            Value::Text(text) => KEY + text.len(),
            Value::CustomData(entries) => KEY + entries_len(entries),
        });
        lengths.sum::<usize>() + EXP
    }
}

fn entries_len(entries: &CustomData<'_>) -> usize {
    // `"":"",`
    const PUNCTUATION: usize = 6;
    entries.iter().map(|(key, value)| key.len() + value.len() + PUNCTUATION).sum()
}
