//! What a verified token says.

use core::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::claims::{CustomData, IdValue};
use crate::contract::Contract;
use crate::visitor::Visitor;

/// The claims of a token that was [verified](crate::VisitorAuth::verify).
///
/// It serializes as the token's payload in contract order: the claims that are there, then `exp`. Its `Debug` is redacted.
#[derive(Clone, PartialEq)]
pub struct VerifiedVisitor {
    pub(super) visitor: Visitor<'static>,
    /// Seconds since 1970.
    pub(super) exp: f64,
}

impl VerifiedVisitor {
    /// The claim `id`: a number if [`as_integer`](IdValue::as_integer) says so, otherwise text.
    pub fn id(&self) -> &IdValue<'_> {
        &self.visitor.id
    }

    /// The claim `name`.
    pub fn name(&self) -> Option<&str> {
        self.visitor.name.as_deref()
    }

    /// The claim `email`.
    pub fn email(&self) -> Option<&str> {
        self.visitor.email.as_deref()
    }

    /// The claim `avatar`.
    pub fn avatar(&self) -> Option<&str> {
        self.visitor.avatar.as_deref()
    }

    /// The claim `companyId`.
    pub fn company_id(&self) -> Option<&IdValue<'_>> {
        self.visitor.company_id.as_ref()
    }

    /// The claim `companyName`, in either of its spellings.
    pub fn company_name(&self) -> Option<&str> {
        self.visitor.company_name.as_deref().or(self.visitor.company_namy.as_deref())
    }

    /// The entries of `customData`, in the token's order.
    pub fn custom_data(&self) -> impl Iterator<Item = (&str, &str)> {
        self.visitor.custom_data.iter().flat_map(CustomData::iter)
    }

    /// The claim `exp` in seconds since 1970: the token is no longer accepted from then on. It may be a fraction (RFC 7519,
    /// section 2).
    pub fn expires_at(&self) -> f64 {
        self.exp
    }
}

impl Serialize for VerifiedVisitor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        // Ids are numbers or text as they were in the token, which the default contract keeps.
        self.visitor.serialize_claims(Contract::VisitorToken, &mut map)?;
        match whole_seconds(self.exp) {
            Some(seconds) => map.serialize_entry("exp", &seconds)?,
            None => map.serialize_entry("exp", &self.exp)?,
        }
        map.end()
    }
}

/// The seconds as an integer, as tokens nearly always have them.
fn whole_seconds(exp: f64) -> Option<i64> {
    // 2^53 − 1.
    const EXACT: f64 = 9_007_199_254_740_991.0;
    #[expect(clippy::cast_possible_truncation, reason = "it is a whole number within the range")]
    (exp.fract() == 0.0 && exp.abs() <= EXACT).then_some(exp as i64)
}

impl fmt::Debug for VerifiedVisitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedVisitor").field("exp", &self.exp).finish_non_exhaustive()
    }
}
