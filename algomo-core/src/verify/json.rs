//! The header and the payload as JSON, read so that nothing is left to a reader's taste.

use core::fmt;
use std::collections::BTreeMap;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::VerifyError;
use super::claims::{VerifiedId, VerifiedVisitor};
use crate::claim::MAX_EXACT;

/// Checks that the header asks for what we do, and for nothing else.
pub(super) fn check_header(json: &[u8]) -> Result<(), VerifyError> {
    let mut header = read_object("header", json)?;
    if header.contains_key("crit") {
        return Err(VerifyError::CriticalExtension);
    }
    let algorithm = text(&mut header, "alg").map_err(|_| VerifyError::UnsupportedAlgorithm)?;
    if algorithm.as_deref() != Some("HS256") {
        return Err(VerifyError::UnsupportedAlgorithm);
    }
    match text(&mut header, "typ") {
        Ok(None) => Ok(()),
        // Compared without regard to case (RFC 7519, section 5.1, and RFC 2045, section 5.1).
        Ok(Some(typ)) if typ.eq_ignore_ascii_case("JWT") => Ok(()),
        _ => Err(VerifyError::UnsupportedType),
    }
}

/// Reads the claims, and `nbf` beside them.
pub(super) fn read_payload(json: &[u8]) -> Result<(VerifiedVisitor, Option<u64>), VerifyError> {
    let mut claims = read_object("payload", json)?;
    let exp = seconds(&mut claims, "exp")?.ok_or(VerifyError::MissingClaim { claim: "exp" })?;
    let not_before = seconds(&mut claims, "nbf")?;
    let id = id(&mut claims, "id")?.ok_or(VerifyError::MissingClaim { claim: "id" })?;
    if matches!(&id, VerifiedId::Text(text) if text.is_empty()) {
        return Err(VerifyError::EmptyId);
    }
    let visitor = VerifiedVisitor {
        id,
        name: text(&mut claims, "name")?,
        email: text(&mut claims, "email")?,
        avatar: text(&mut claims, "avatar")?,
        company_id: self::id(&mut claims, "companyId")?,
        company_name: text(&mut claims, "companyName")?,
        company_namy: text(&mut claims, "companyNamy")?,
        custom_data: custom_data(&mut claims)?,
        exp,
    };
    if visitor.company_name.is_some() && visitor.company_namy.is_some() {
        return Err(VerifyError::CompanyNameTwice);
    }
    Ok((visitor, not_before))
}

/// A JSON object whose values are still text: each is read as what its claim has to be.
type Object = BTreeMap<String, Box<RawValue>>;

/// Takes a value out and reads it as a `T`.
fn take<T: DeserializeOwned>(
    object: &mut Object,
    claim: &'static str,
) -> Result<Option<T>, VerifyError> {
    let Some(json) = object.remove(claim) else {
        return Ok(None);
    };
    serde_json::from_str(json.get()).map(Some).map_err(|_| VerifyError::InvalidClaim { claim })
}

fn text(object: &mut Object, claim: &'static str) -> Result<Option<String>, VerifyError> {
    take(object, claim)
}

fn seconds(object: &mut Object, claim: &'static str) -> Result<Option<u64>, VerifyError> {
    take(object, claim)
}

fn id(object: &mut Object, claim: &'static str) -> Result<Option<VerifiedId>, VerifyError> {
    if object.get(claim).is_some_and(|json| json.get().starts_with('"')) {
        return Ok(text(object, claim)?.map(VerifiedId::Text));
    }
    match take::<i64>(object, claim)? {
        Some(number) if number.unsigned_abs() > MAX_EXACT => {
            Err(VerifyError::InvalidClaim { claim })
        }
        number => Ok(number.map(VerifiedId::Integer)),
    }
}

fn custom_data(object: &mut Object) -> Result<Option<BTreeMap<String, String>>, VerifyError> {
    let Some(Entries(entries)) = take(object, "customData")? else {
        return Ok(None);
    };
    let entries = unique("customData", entries)?.into_iter().map(|(key, json)| {
        let value = serde_json::from_str(json.get());
        value
            .map(|value| (key, value))
            .map_err(|_| VerifyError::InvalidClaim { claim: "customData" })
    });
    entries.collect::<Result<_, _>>().map(Some)
}

/// Reads one JSON object, and refuses a key that comes twice.
fn read_object(part: &'static str, json: &[u8]) -> Result<Object, VerifyError> {
    let Entries(entries) =
        serde_json::from_slice(json).map_err(|_| VerifyError::InvalidJson { part })?;
    unique(part, entries)
}

fn unique(
    part: &'static str,
    entries: Vec<(String, Box<RawValue>)>,
) -> Result<Object, VerifyError> {
    let mut object = Object::new();
    for (key, value) in entries {
        if object.insert(key, value).is_some() {
            return Err(VerifyError::DuplicateKey { part });
        }
    }
    Ok(object)
}

/// All entries of a JSON object in their order; a map would keep the last of those with the same key.
struct Entries(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;

        impl<'de> Visitor<'de> for EntriesVisitor {
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
