//! What a verified token says.

use core::fmt;
use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// The claims of a token that was [verified](crate::VisitorAuth::verify).
///
/// Serializes as the token's payload in contract order: the claims that are there, then `exp`. Its `Debug` is redacted.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifiedVisitor {
    pub(super) id: VerifiedId,
    pub(super) name: Option<String>,
    pub(super) email: Option<String>,
    pub(super) avatar: Option<String>,
    pub(super) company_id: Option<VerifiedId>,
    pub(super) company_name: Option<String>,
    pub(super) company_namy: Option<String>,
    pub(super) custom_data: Option<BTreeMap<String, String>>,
    pub(super) exp: u64,
}

/// An id as the token has it. Number 1 and text `1` are different ids, though they display alike.
///
/// Its `Debug` is redacted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum VerifiedId {
    /// A number, within ±(2^53 − 1).
    Integer(i64),
    /// Text.
    Text(String),
}

impl VerifiedVisitor {
    /// The claim `id`.
    pub fn id(&self) -> &VerifiedId {
        &self.id
    }

    /// The claim `name`.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The claim `email`.
    pub fn email(&self) -> Option<&str> {
        self.email.as_deref()
    }

    /// The claim `avatar`.
    pub fn avatar(&self) -> Option<&str> {
        self.avatar.as_deref()
    }

    /// The claim `companyId`.
    pub fn company_id(&self) -> Option<&VerifiedId> {
        self.company_id.as_ref()
    }

    /// The claim `companyName`, in either of its spellings.
    pub fn company_name(&self) -> Option<&str> {
        self.company_name.as_deref().or(self.company_namy.as_deref())
    }

    /// The entries of `customData`, by their keys.
    pub fn custom_data(&self) -> impl Iterator<Item = (&str, &str)> {
        self.custom_data.iter().flatten().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The claim `exp`: the second since 1970 from which the token is no longer accepted.
    pub fn expires_at(&self) -> u64 {
        self.exp
    }
}

impl Serialize for VerifiedVisitor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fn entry<M: SerializeMap>(
            map: &mut M,
            claim: &'static str,
            value: Option<&impl Serialize>,
        ) -> Result<(), M::Error> {
            value.map_or(Ok(()), |value| map.serialize_entry(claim, value))
        }

        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        entry(&mut map, "name", self.name.as_ref())?;
        entry(&mut map, "email", self.email.as_ref())?;
        entry(&mut map, "avatar", self.avatar.as_ref())?;
        entry(&mut map, "companyId", self.company_id.as_ref())?;
        entry(&mut map, "companyName", self.company_name.as_ref())?;
        entry(&mut map, "companyNamy", self.company_namy.as_ref())?;
        entry(&mut map, "customData", self.custom_data.as_ref())?;
        map.serialize_entry("exp", &self.exp)?;
        map.end()
    }
}

impl fmt::Debug for VerifiedVisitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedVisitor").field("exp", &self.exp).finish_non_exhaustive()
    }
}

impl Serialize for VerifiedId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl fmt::Display for VerifiedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

impl fmt::Debug for VerifiedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VerifiedId(..)")
    }
}
