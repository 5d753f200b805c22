//! The one table of claims. All code that iterates over a visitor's claims uses it: the checks, the mint, serde, the verifier and
//! [`Contract::claims`].

use std::borrow::Cow;

use super::builder::Visitor;
use crate::claims::{CustomData, IdValue};
use crate::contract::Contract;
use crate::error::Error;

/// A claim: its key, the contracts that have it, and where a visitor keeps its value.
pub(crate) struct Claim {
    /// The key in the token.
    pub(crate) key: &'static str,
    /// The payload's text before the value: a brace or a comma, and the key.
    #[cfg_attr(not(feature = "sign"), expect(dead_code, reason = "for the mint"))]
    pub(crate) opening: &'static str,
    contracts: &'static [Contract],
    /// Reads the value, or `None` if the claim is left out.
    pub(crate) get: for<'v> fn(&'v Visitor<'_>) -> Option<Value<'v>>,
    /// Where the verifier puts the value that it has read.
    #[cfg_attr(not(feature = "verify"), expect(dead_code, reason = "for the verifier"))]
    pub(crate) slot: for<'v, 'a> fn(&'v mut Visitor<'a>) -> Slot<'v, 'a>,
}

/// The value of a claim that is present.
#[derive(Clone, Copy)]
pub(crate) enum Value<'v> {
    Id(&'v IdValue<'v>),
    Text(&'v str),
    CustomData(&'v CustomData<'v>),
}

/// The field of a visitor that holds a claim.
#[cfg_attr(not(feature = "verify"), expect(dead_code, reason = "for the verifier"))]
pub(crate) enum Slot<'v, 'a> {
    Id(&'v mut IdValue<'a>),
    OptionalId(&'v mut Option<IdValue<'a>>),
    Text(&'v mut Option<Cow<'a, str>>),
    CustomData(&'v mut Option<CustomData<'a>>),
}

const BOTH: &[Contract] = Contract::ALL;
const VISITOR_TOKEN: &[Contract] = &[Contract::VisitorToken];
const AUTH_TOKEN: &[Contract] = &[Contract::AuthToken];

/// A row for a text claim, which is the same for all but its names.
macro_rules! text {
    ($key:literal, $contracts:ident, $field:ident) => {
        Claim {
            key: $key,
            opening: concat!(",\"", $key, "\":"),
            contracts: $contracts,
            get: |visitor| visitor.$field.as_deref().map(Value::Text),
            slot: |visitor| Slot::Text(&mut visitor.$field),
        }
    };
}

/// All claims, in the order in which they are sent.
pub(crate) const CLAIMS: [Claim; 8] = [
    Claim {
        key: "id",
        // Every visitor has an id.
        opening: "{\"id\":",
        contracts: BOTH,
        get: |visitor| Some(Value::Id(&visitor.id)),
        slot: |visitor| Slot::Id(&mut visitor.id),
    },
    text!("name", BOTH, name),
    text!("email", BOTH, email),
    text!("avatar", AUTH_TOKEN, avatar),
    Claim {
        key: "companyId",
        opening: ",\"companyId\":",
        contracts: BOTH,
        get: |visitor| visitor.company_id.as_ref().map(Value::Id),
        slot: |visitor| Slot::OptionalId(&mut visitor.company_id),
    },
    text!("companyName", BOTH, company_name),
    // The first revision of Algomo's document spells `companyName` like this.
    text!("companyNamy", VISITOR_TOKEN, company_namy),
    Claim {
        key: "customData",
        opening: ",\"customData\":",
        contracts: AUTH_TOKEN,
        get: |visitor| visitor.custom_data.as_ref().map(Value::CustomData),
        slot: |visitor| Slot::CustomData(&mut visitor.custom_data),
    },
];

impl Visitor<'_> {
    /// The values of all claims, in the order of [`CLAIMS`].
    #[inline]
    pub(crate) fn values(&self) -> [Option<Value<'_>>; CLAIMS.len()] {
        CLAIMS.each_ref().map(|claim| (claim.get)(self))
    }
}

impl Claim {
    /// Refuses the claim if it has a value and the contract does not have it.
    #[inline]
    pub(crate) fn check(&self, value: Option<Value<'_>>, contract: Contract) -> Result<(), Error> {
        if value.is_some() && !self.is_in(contract) {
            return Err(Error::UnsupportedClaim { claim: self.key, contract });
        }
        Ok(())
    }

    /// Whether a token of this contract may carry the claim.
    pub(crate) fn is_in(&self, contract: Contract) -> bool {
        self.contracts.contains(&contract)
    }
}

impl Contract {
    /// The keys of the claims that a token of this contract may carry, in the order in which they are sent.
    pub fn claims(self) -> impl Iterator<Item = &'static str> {
        CLAIMS.into_iter().filter(move |claim| claim.is_in(self)).map(|claim| claim.key)
    }
}
