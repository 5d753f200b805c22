//! What a token is made of.

use crate::claims::CustomData;
use crate::contract::Contract;
use crate::error::Error;
use crate::visitor::{CLAIMS, Value, Visitor};

/// The claims of a visitor that was checked, and the expiry.
#[derive(Clone, Copy)]
pub(crate) struct Payload<'a> {
    /// By reference: it is large, and a move from function to function would be a copy.
    pub(crate) visitor: &'a Visitor<'a>,
    pub(crate) contract: Contract,
    /// Seconds since 1970.
    pub(crate) exp: u64,
    /// The length of the JSON if no character needs an escape, or a little more.
    pub(crate) json_len_hint: usize,
}

impl<'a> Payload<'a> {
    /// Checks the visitor, as [`Visitor::check`] does, and measures it on the way.
    #[inline]
    pub(crate) fn new(
        visitor: &'a Visitor<'a>,
        contract: Contract,
        exp: u64,
    ) -> Result<Self, Error> {
        // `"companyName":"",` is the longest key with all that surrounds its value.
        const KEY: usize = 17;
        // `{"exp":}` with sixteen digits.
        const EXP: usize = 24;
        visitor.check_values()?;
        let values = visitor.values();
        let mut json_len_hint = EXP;
        for (claim, &value) in CLAIMS.iter().zip(&values) {
            claim.check(value, contract)?;
            json_len_hint += match value {
                Some(Value::Id(id)) => KEY + id.len_hint(),
                Some(Value::Text(text)) => KEY + text.len(),
                Some(Value::CustomData(entries)) => KEY + entries_len(entries),
                None => 0,
            };
        }
        Ok(Self { visitor, contract, exp, json_len_hint })
    }
}

fn entries_len(entries: &CustomData<'_>) -> usize {
    // `"":"",`
    const PUNCTUATION: usize = 6;
    entries.iter().map(|(key, value)| key.len() + value.len() + PUNCTUATION).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::json;

    /// With room for the key and the punctuation of each claim, which differ by a few bytes.
    #[test]
    fn the_hint_is_the_length_or_a_little_more() {
        let ids = [i64::MIN, 1, i64::MAX].map(Visitor::new);
        let long = "a long text without any escapes".repeat(3);
        let texts = Visitor::new(&long).name(&long).email(&long).company_id(&long);
        let custom = (0..30).map(|number| format!("key number {number}"));
        let custom = custom.fold(Visitor::new(2), |visitor, key| visitor.custom(key, &long));
        for visitor in ids.into_iter().chain([texts, custom]) {
            let contract = Contract::AuthToken;
            let payload = Payload::new(&visitor, contract, 1_700_000_000).expect("it is right");
            let len = json::payload_len(&payload);
            assert!((len..len + 80).contains(&payload.json_len_hint), "{len}");
        }
    }
}
