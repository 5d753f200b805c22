//! A visitor as serde and `Debug` see it.

use core::fmt;

use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};

use super::builder::Visitor;
use super::table::{CLAIMS, Value};
use crate::claims::IdValue;
use crate::contract::Contract;

/// Serializes the claims as in a token of the visitor's contract: the one that it declares, or the default.
///
/// # Errors
///
/// Refuses the same visitors as [`VisitorAuth::token`](crate::VisitorAuth::token): a blank id, a claim that the
/// contract does not have, both spellings of the company's name.
impl Serialize for Visitor<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let contract = self.contract.unwrap_or_default();
        self.check(contract).map_err(S::Error::custom)?;
        let mut map = serializer.serialize_map(None)?;
        self.serialize_claims(contract, &mut map)?;
        map.end()
    }
}

impl Visitor<'_> {
    /// Adds the claims that are present to a map, in the order in which they are sent.
    pub(crate) fn serialize_claims<M: SerializeMap>(
        &self,
        contract: Contract,
        map: &mut M,
    ) -> Result<(), M::Error> {
        for claim in &CLAIMS {
            match (claim.get)(self) {
                Some(Value::Id(id)) => map.serialize_entry(claim.key, &Id { id, contract })?,
                Some(Value::Text(text)) => map.serialize_entry(claim.key, text)?,
                Some(Value::CustomData(entries)) => map.serialize_entry(claim.key, entries)?,
                None => {}
            }
        }
        Ok(())
    }
}

/// An id in the form that a contract gives it.
struct Id<'a> {
    id: &'a IdValue<'a>,
    contract: Contract,
}

impl Serialize for Id<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.id.number_in(self.contract) {
            Some(number) => serializer.serialize_i64(number),
            None => self.id.with_text(|text| serializer.serialize_str(text)),
        }
    }
}

/// Shows which claims are present, never their values.
impl fmt::Debug for Visitor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut claims = f.debug_struct("Visitor");
        for claim in CLAIMS.iter().filter(|claim| (claim.get)(self).is_some()) {
            claims.field(claim.key, &format_args!(".."));
        }
        claims.finish()
    }
}
