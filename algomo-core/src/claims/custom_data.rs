//! Custom data: a flat map from strings to strings.

use core::fmt;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use serde::{Serialize, Serializer};

use super::text::TextClaim;

/// A type that can be the whole `customData` claim: a map from strings to strings, or an `Option` of one.
///
/// Implemented for `BTreeMap` and `HashMap` with any string type as key and any [`TextClaim`] as value. The entries are sent in
/// the order of their keys' text, so that the same user yields the same token. If two keys have the same text, the first counts.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be custom data: it is not a map from strings to strings, or an `Option` of one",
    label = "not a `BTreeMap` or `HashMap` of strings, or a type that implements `CustomDataClaim`",
    note = "for a type of your own, implement `algomo_core::CustomDataClaim`",
    note = "pairs of strings become custom data with `collect::<algomo_core::CustomData<'_>>()`"
)]
pub trait CustomDataClaim {
    /// The entries, borrowed from `self`, or `None` to leave the claim out. An empty map is sent.
    fn custom_data_claim(&self) -> Option<CustomData<'_>>;

    /// Consumes the value. Borrowed text stays borrowed, owned buffers are moved.
    fn into_custom_data_claim<'a>(self) -> Option<CustomData<'a>>
    where
        Self: Sized + 'a,
    {
        self.custom_data_claim().map(CustomData::into_owned)
    }
}

/// The entries of `customData`, which are sent in the order in which their keys were first inserted.
///
/// Its `Debug` shows neither keys nor values.
///
/// ```
/// use algomo_core::{Contract, CustomData, Visitor};
///
/// let data = CustomData::from_iter([("plan", "pro"), ("plan", "team")]);
/// let visitor = Visitor::new("1").custom_data(data).contract(Contract::AuthToken);
/// assert_eq!(serde_json::to_string(&visitor)?, r#"{"id":"1","customData":{"plan":"team"}}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CustomData<'a>(Vec<Entry<'a>>);

/// A key and its value.
type Entry<'a> = (Cow<'a, str>, Cow<'a, str>);

impl<'a> CustomData<'a> {
    /// Sets one entry, in place of an earlier one with the same key.
    pub(crate) fn insert(&mut self, key: Cow<'a, str>, value: Cow<'a, str>) {
        match self.0.iter_mut().find(|(known, _)| *known == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key, value)),
        }
    }

    /// Takes out the entry with this key, if there is one.
    pub(crate) fn remove(&mut self, key: &str) {
        self.0.retain(|(known, _)| known != key);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_ref(), value.as_ref()))
    }

    /// The same entries without a borrow.
    pub fn into_owned<'b>(self) -> CustomData<'b> {
        let own = |text: Cow<'a, str>| Cow::Owned(text.into_owned());
        CustomData(self.0.into_iter().map(|(key, value)| (own(key), own(value))).collect())
    }
}

/// If several entries have the same key, the last value counts, at the position of the first.
impl<'a, K: Into<Cow<'a, str>>, V: Into<Cow<'a, str>>> FromIterator<(K, V)> for CustomData<'a> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let entries = entries.into_iter().map(|(key, value)| (key.into(), value.into()));
        let mut entries: Vec<(usize, Entry<'a>)> = entries.enumerate().collect();
        // By sorting: a search for each key would take quadratic time, which an attacker's data could cost.
        entries.sort_by(|(_, (one, _)), (_, (other, _))| one.cmp(other));
        entries.dedup_by(|(_, later), (_, earlier)| {
            let is_twin = later.0 == earlier.0;
            if is_twin {
                core::mem::swap(&mut later.1, &mut earlier.1);
            }
            is_twin
        });
        entries.sort_by_key(|(place, _)| *place);
        Self(entries.into_iter().map(|(_, entry)| entry).collect())
    }
}

impl Serialize for CustomData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl fmt::Debug for CustomData<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CustomData(..)")
    }
}

#[diagnostic::do_not_recommend]
impl CustomDataClaim for CustomData<'_> {
    fn custom_data_claim(&self) -> Option<CustomData<'_>> {
        Some(CustomData(self.iter().map(|(key, value)| (key.into(), value.into())).collect()))
    }

    fn into_custom_data_claim<'a>(self) -> Option<CustomData<'a>>
    where
        Self: 'a,
    {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl<K: AsRef<str>, V: TextClaim> CustomDataClaim for BTreeMap<K, V> {
    fn custom_data_claim(&self) -> Option<CustomData<'_>> {
        Some(by_key(self))
    }
}

#[diagnostic::do_not_recommend]
impl<K: AsRef<str>, V: TextClaim, S> CustomDataClaim for HashMap<K, V, S> {
    fn custom_data_claim(&self) -> Option<CustomData<'_>> {
        Some(by_key(self))
    }
}

/// The entries of a map whose value is present, in the order of their keys' text.
fn by_key<'a, K, V>(map: impl IntoIterator<Item = (&'a K, &'a V)>) -> CustomData<'a>
where
    K: AsRef<str> + 'a,
    V: TextClaim + 'a,
{
    let present = |(key, value): (&'a K, &'a V)| Some((key.as_ref().into(), value.text_claim()?));
    let mut entries: Vec<Entry<'_>> = map.into_iter().filter_map(present).collect();
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    // Keys that differ as the application's type can be the same text; a JSON object has each once.
    entries.dedup_by(|(later, _), (earlier, _)| later == earlier);
    CustomData(entries)
}

#[diagnostic::do_not_recommend]
impl<T: CustomDataClaim + ?Sized> CustomDataClaim for &T {
    fn custom_data_claim(&self) -> Option<CustomData<'_>> {
        (**self).custom_data_claim()
    }

    fn into_custom_data_claim<'a>(self) -> Option<CustomData<'a>>
    where
        Self: 'a,
    {
        (*self).custom_data_claim()
    }
}

#[diagnostic::do_not_recommend]
impl<T: CustomDataClaim> CustomDataClaim for Option<T> {
    fn custom_data_claim(&self) -> Option<CustomData<'_>> {
        self.as_ref()?.custom_data_claim()
    }

    fn into_custom_data_claim<'a>(self) -> Option<CustomData<'a>>
    where
        Self: 'a,
    {
        self?.into_custom_data_claim()
    }
}
