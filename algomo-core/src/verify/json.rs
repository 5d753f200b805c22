//! The header and the payload as JSON, read so that no two readers can understand them differently.

use core::fmt;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess};
use serde_json::value::RawValue;

use super::claims::VerifiedVisitor;
use super::error::VerifyError;
use crate::claims::{CustomData, IdClaim as _, IdValue};
use crate::contract::Contract;
use crate::error::Error;
use crate::visitor::{CLAIMS, Claim, Slot, Value, Visitor};

/// Checks that the header asks for what the verifier does, and for nothing else.
pub(super) fn check_header(json: &[u8]) -> Result<(), VerifyError> {
    let mut header = read_object("header", json)?;
    if header.contains_key("crit") {
        return Err(VerifyError::CriticalExtension);
    }
    let algorithm: Option<String> =
        take(&mut header, "alg").map_err(|_| VerifyError::UnsupportedAlgorithm)?;
    if algorithm.as_deref() != Some("HS256") {
        return Err(VerifyError::UnsupportedAlgorithm);
    }
    let typ: Option<String> = take(&mut header, "typ").map_err(|_| VerifyError::UnsupportedType)?;
    // Compared without regard to case, and with the `application/` that may be left out (RFC 7515, section 4.1.9).
    let is_jwt =
        |typ: &str| typ.eq_ignore_ascii_case("JWT") || typ.eq_ignore_ascii_case("application/jwt");
    if typ.as_deref().is_none_or(is_jwt) { Ok(()) } else { Err(VerifyError::UnsupportedType) }
}

/// Reads the claims, and `nbf` beside them. The token does not name its contract: with `contract` it has to be of that one.
pub(super) fn read_payload(
    json: &[u8],
    contract: Option<Contract>,
) -> Result<(VerifiedVisitor, Option<f64>), VerifyError> {
    let mut object = read_object("payload", json)?;
    let exp = take(&mut object, "exp")?.ok_or(VerifyError::MissingClaim { claim: "exp" })?;
    let not_before = take(&mut object, "nbf")?;
    // The id is required and overwritten below.
    let mut visitor = Visitor::new("");
    for claim in &CLAIMS {
        read_claim(claim, &mut object, &mut visitor)?;
    }
    if let Some(contract) = contract {
        CLAIMS.iter().try_for_each(|claim| check_contract(claim, &visitor, contract))?;
    }
    match visitor.check_values() {
        Ok(()) => Ok((VerifiedVisitor { visitor, exp }, not_before)),
        Err(Error::BlankId) => Err(VerifyError::BlankId),
        Err(_) => Err(VerifyError::CompanyNameTwice),
    }
}

fn read_claim(
    claim: &Claim,
    object: &mut Object,
    visitor: &mut Visitor<'static>,
) -> Result<(), VerifyError> {
    let key = claim.key;
    match (claim.slot)(visitor) {
        Slot::Id(slot) => {
            *slot = take_id(object, key)?.ok_or(VerifyError::MissingClaim { claim: key })?;
        }
        Slot::OptionalId(slot) => *slot = take_id(object, key)?,
        Slot::Text(slot) => *slot = take::<String>(object, key)?.map(Cow::Owned),
        Slot::CustomData(slot) => *slot = take_custom_data(object, key)?,
    }
    Ok(())
}

/// Refuses a claim that the contract does not have, and an id of a type that it does not have.
fn check_contract(
    claim: &Claim,
    visitor: &Visitor<'_>,
    contract: Contract,
) -> Result<(), VerifyError> {
    match (claim.get)(visitor) {
        Some(_) if !claim.is_in(contract) => {
            Err(VerifyError::UnsupportedClaim { claim: claim.key, contract })
        }
        Some(Value::Id(id)) if id.as_integer() != id.number_in(contract) => {
            Err(VerifyError::InvalidClaim { claim: claim.key })
        }
        _ => Ok(()),
    }
}

/// A JSON object whose values are still text: each is read as what its claim has to be.
type Object = BTreeMap<String, Box<RawValue>>;

/// Takes out a value and reads it as a `T`.
fn take<T: DeserializeOwned>(
    object: &mut Object,
    claim: &'static str,
) -> Result<Option<T>, VerifyError> {
    let Some(json) = object.remove(claim) else { return Ok(None) };
    serde_json::from_str(json.get()).map(Some).map_err(|_| VerifyError::InvalidClaim { claim })
}

fn take_id(
    object: &mut Object,
    claim: &'static str,
) -> Result<Option<IdValue<'static>>, VerifyError> {
    let is_text = object.get(claim).is_some_and(|json| json.get().starts_with('"'));
    if is_text {
        return Ok(take::<String>(object, claim)?.map(|text| IdValue::text(Cow::Owned(text))));
    }
    match take::<i64>(object, claim)?.map(i64::into_id_claim) {
        Some(id) if id.as_integer().is_none() => Err(VerifyError::InvalidClaim { claim }),
        id => Ok(id),
    }
}

fn take_custom_data(
    object: &mut Object,
    claim: &'static str,
) -> Result<Option<CustomData<'static>>, VerifyError> {
    let Some(Entries(entries)) = take(object, claim)? else { return Ok(None) };
    check_unique(claim, &entries)?;
    let entries = entries.into_iter().map(|(key, json)| {
        let value = serde_json::from_str::<String>(json.get());
        value.map(|value| (key, value)).map_err(|_| VerifyError::InvalidClaim { claim })
    });
    entries.collect::<Result<Vec<_>, _>>().map(|entries| Some(CustomData::from_iter(entries)))
}

/// Reads one JSON object, and refuses a key that comes twice.
fn read_object(part: &'static str, json: &[u8]) -> Result<Object, VerifyError> {
    let Entries(entries) =
        serde_json::from_slice(json).map_err(|_| VerifyError::InvalidJson { part })?;
    check_unique(part, &entries)?;
    Ok(entries.into_iter().collect())
}

fn check_unique(
    part: &'static str,
    entries: &[(String, Box<RawValue>)],
) -> Result<(), VerifyError> {
    let mut keys = BTreeSet::new();
    let is_unique = entries.iter().all(|(key, _)| keys.insert(key));
    if is_unique { Ok(()) } else { Err(VerifyError::DuplicateKey { part }) }
}

/// All entries of a JSON object in their order. A map would keep the last of those with the same key.
struct Entries(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;

        impl<'de> serde::de::Visitor<'de> for EntriesVisitor {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(EntriesVisitor)
    }
}
