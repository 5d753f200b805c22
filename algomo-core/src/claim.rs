//! What a field of a user may be: the traits behind the derive's type checks.

use core::fmt;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// The largest integer that every JSON reader holds exactly, 2^53 − 1 (RFC 8259, section 6).
pub(crate) const MAX_EXACT: u64 = (1 << 53) - 1;

/// A type that can be the `id` claim: an integer or a string.
///
/// Implemented for the integers of every width and their `NonZero` forms, for the string types, for references to these,
/// and with the feature `uuid` for `uuid::Uuid`. Not for floats, `bool`, `char` or `Option`: an id that is a fraction or
/// absent would make different users the same visitor.
///
/// Implement it for a newtype of your own by handing over to what it holds:
///
/// ```
/// use algomo_core::{IdClaim, IdValue};
///
/// struct UserId(u64);
///
/// impl IdClaim for UserId {
///     fn id_claim(&self) -> IdValue<'_> {
///         self.0.id_claim()
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an id for Algomo: an id is an integer or a string",
    label = "not an integer, a string, or a type that implements `IdClaim`",
    note = "for a type of your own, implement `algomo_core::IdClaim`, or map it with a function: `#[algomo(id = |v| v.to_string())]`"
)]
pub trait IdClaim {
    /// The id, borrowed from `self` where it is text.
    fn id_claim(&self) -> IdValue<'_>;

    /// The id of a value that is given away; borrows for as long as the value itself does.
    fn into_id_claim<'a>(self) -> IdValue<'a>
    where
        Self: Sized + 'a,
    {
        self.id_claim().into_owned()
    }
}

/// A type that can be the `companyId` claim: an [`IdClaim`], or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a company id for Algomo: it is an integer or a string, or an `Option` of them",
    label = "not an integer, a string, an `Option` of them, or a type that implements `IdClaim`",
    note = "for a type of your own, implement `algomo_core::IdClaim`, or map it with a function: `#[algomo(company_id = |v| v.to_string())]`"
)]
pub trait OptionalIdClaim {
    /// The id, or `None` to leave the claim out.
    fn optional_id_claim(&self) -> Option<IdValue<'_>>;

    /// The id of a value that is given away.
    fn into_optional_id_claim<'a>(self) -> Option<IdValue<'a>>
    where
        Self: Sized + 'a;
}

/// A type that can be a text claim (`name`, `email`, `avatar`, `companyName`, a value of `customData`): a string type, or
/// an `Option` of one.
///
/// `None` leaves the claim out; an empty string is sent. Implement it for a newtype of your own by handing over to what it
/// holds:
///
/// ```
/// use std::borrow::Cow;
/// use algomo_core::TextClaim;
///
/// struct Email(String);
///
/// impl TextClaim for Email {
///     fn text_claim(&self) -> Option<Cow<'_, str>> {
///         self.0.text_claim()
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a text claim for Algomo: it is a string, or an `Option` of one",
    label = "not a string, an `Option` of one, or a type that implements `TextClaim`",
    note = "for a type of your own, implement `algomo_core::TextClaim`, or map it with a function: `#[algomo(name = |v| v.to_string())]`"
)]
pub trait TextClaim {
    /// The text, or `None` to leave the claim out.
    fn text_claim(&self) -> Option<Cow<'_, str>>;

    /// The text of a value that is given away; borrows for as long as the value itself does.
    fn into_text_claim<'a>(self) -> Option<Cow<'a, str>>
    where
        Self: Sized + 'a,
    {
        self.text_claim().map(|text| Cow::Owned(text.into_owned()))
    }
}

/// A type that can be the whole `customData` claim: a map from strings to strings, or an `Option` of one.
///
/// Implemented for `BTreeMap` and `HashMap` with any string type as key and any [`TextClaim`] as value. A `HashMap` is
/// sent in the order of its keys, so that the same user yields the same token.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be `customData` for Algomo: it is a map from strings to strings, or an `Option` of one",
    label = "not a `BTreeMap` or `HashMap` of strings, or a type that implements `CustomDataClaim`",
    note = "for a single value use `#[algomo(custom)]`, which sends it under the field's name"
)]
pub trait CustomDataClaim {
    /// The entries, borrowed from `self`.
    fn custom_data_claim(&self) -> CustomData<'_>;

    /// The entries of a value that is given away; borrows for as long as the value itself does.
    fn into_custom_data_claim<'a>(self) -> CustomData<'a>
    where
        Self: Sized + 'a,
    {
        self.custom_data_claim().into_owned()
    }
}

/// The entries of `customData`, in the order in which they are sent: that of their first insertion.
///
/// Its `Debug` shows neither keys nor values.
///
/// ```
/// use algomo_core::{AlgomoVisitor, CustomData, Visitor};
///
/// let visitor = Visitor::new("1").custom_data(CustomData::from_iter([("plan", "pro"), ("plan", "team")]));
/// assert_eq!(serde_json::to_string(&visitor)?, r#"{"id":"1","customData":{"plan":"team"}}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CustomData<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'a> CustomData<'a> {
    /// Sets one entry, in place of an earlier one with the same key.
    pub(crate) fn insert(&mut self, key: Cow<'a, str>, value: Cow<'a, str>) {
        match self.0.iter_mut().find(|(known, _)| *known == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key, value)),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
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

impl<'a, K: Into<Cow<'a, str>>, V: Into<Cow<'a, str>>> FromIterator<(K, V)> for CustomData<'a> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut custom_data = Self::default();
        for (key, value) in entries {
            custom_data.insert(key.into(), value.into());
        }
        custom_data
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

/// An id as it goes into a token: an integer or text. Made by [`IdClaim::id_claim`].
///
/// Serializes as the [default contract](crate::Contract::VisitorToken) sends it: a JSON number, or a string where a
/// JavaScript reader would round the number. Its `Debug` shows no value.
#[derive(Clone, PartialEq, Eq)]
pub struct IdValue<'a>(Repr<'a>);

#[derive(Clone, PartialEq, Eq)]
enum Repr<'a> {
    /// Every integer type but the upper half of `u128`, which is kept as text.
    Integer(i128),
    Text(Cow<'a, str>),
    #[cfg(feature = "uuid")]
    Uuid(uuid::Uuid),
}

impl IdValue<'_> {
    /// The same id without a borrow.
    pub fn into_owned<'b>(self) -> IdValue<'b> {
        IdValue(match self.0 {
            Repr::Integer(number) => Repr::Integer(number),
            Repr::Text(text) => Repr::Text(Cow::Owned(text.into_owned())),
            #[cfg(feature = "uuid")]
            Repr::Uuid(uuid) => Repr::Uuid(uuid),
        })
    }

    /// Whether this is the empty string, which every nameless visitor would share.
    #[cfg(feature = "sign")]
    pub(crate) fn is_empty(&self) -> bool {
        matches!(&self.0, Repr::Text(text) if text.is_empty())
    }

    /// How many bytes its JSON takes at most, escapes aside.
    #[cfg(feature = "sign")]
    pub(crate) fn len_hint(&self) -> usize {
        match &self.0 {
            Repr::Text(text) => text.len() + 2,
            // 39 digits and a sign, or 36 characters of a UUID; in quotes.
            _ => 42,
        }
    }

    /// Serializes a number as its decimal string, as the contract `auth-token` asks.
    pub(crate) fn serialize_as_text<S: Serializer>(
        &self,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Repr::Integer(number) => match i64::try_from(*number) {
                // The 64-bit formatter is several times faster, and nearly every id is that small.
                Ok(small) => serializer.serialize_str(itoa::Buffer::new().format(small)),
                Err(_) => serializer.serialize_str(itoa::Buffer::new().format(*number)),
            },
            Repr::Text(text) => serializer.serialize_str(text),
            #[cfg(feature = "uuid")]
            Repr::Uuid(uuid) => serializer.serialize_str(
                uuid.hyphenated().encode_lower(&mut [0; uuid::fmt::Hyphenated::LENGTH]),
            ),
        }
    }
}

impl Serialize for IdValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Repr::Integer(number) = self.0
            && let Ok(small) = i64::try_from(number)
            && small.unsigned_abs() <= MAX_EXACT
        {
            return serializer.serialize_i64(small);
        }
        self.serialize_as_text(serializer)
    }
}

impl fmt::Debug for IdValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdValue(..)")
    }
}

macro_rules! integer_ids {
    ($($integer:ty, $non_zero:ident;)*) => {$(
        impl IdClaim for $integer {
            fn id_claim(&self) -> IdValue<'_> {
                #[allow(clippy::cast_lossless, reason = "usize and isize have no `From`")]
                IdValue(Repr::Integer(*self as i128))
            }
        }

        impl IdClaim for core::num::$non_zero {
            fn id_claim(&self) -> IdValue<'_> {
                self.get().into_id_claim()
            }
        }
    )*};
}

integer_ids! {
    i8, NonZeroI8; i16, NonZeroI16; i32, NonZeroI32; i64, NonZeroI64; i128, NonZeroI128; isize, NonZeroIsize;
    u8, NonZeroU8; u16, NonZeroU16; u32, NonZeroU32; u64, NonZeroU64; usize, NonZeroUsize;
}

impl IdClaim for u128 {
    fn id_claim(&self) -> IdValue<'_> {
        IdValue(match i128::try_from(*self) {
            Ok(number) => Repr::Integer(number),
            Err(_) => Repr::Text(Cow::Owned(self.to_string())),
        })
    }
}

impl IdClaim for core::num::NonZeroU128 {
    fn id_claim(&self) -> IdValue<'_> {
        self.get().into_id_claim()
    }
}

#[cfg(feature = "uuid")]
impl IdClaim for uuid::Uuid {
    fn id_claim(&self) -> IdValue<'_> {
        IdValue(Repr::Uuid(*self))
    }
}

impl IdClaim for IdValue<'_> {
    fn id_claim(&self) -> IdValue<'_> {
        match &self.0 {
            Repr::Text(text) => IdValue(Repr::Text(Cow::Borrowed(text))),
            other => IdValue(other.clone()),
        }
    }

    fn into_id_claim<'a>(self) -> IdValue<'a>
    where
        Self: 'a,
    {
        self
    }
}

/// The string types, as ids and as texts. A value that is given away keeps its buffer where it has one.
macro_rules! string_claims {
    ($($(#[$doc:meta])* [$($generics:tt)*] $string:ty, $value:ident => $into_cow:expr;)*) => {$(
        impl<$($generics)*> IdClaim for $string {
            fn id_claim(&self) -> IdValue<'_> {
                IdValue(Repr::Text(Cow::Borrowed(self)))
            }

            fn into_id_claim<'a>(self) -> IdValue<'a>
            where
                Self: 'a,
            {
                let $value = self;
                IdValue(Repr::Text($into_cow))
            }
        }

        impl<$($generics)*> TextClaim for $string {
            fn text_claim(&self) -> Option<Cow<'_, str>> {
                Some(Cow::Borrowed(self))
            }

            fn into_text_claim<'a>(self) -> Option<Cow<'a, str>>
            where
                Self: 'a,
            {
                let $value = self;
                Some($into_cow)
            }
        }
    )*};
}

string_claims! {
    [] String, text => Cow::Owned(text);
    [] Box<str>, text => Cow::Owned(text.into_string());
    [] Rc<str>, text => Cow::Owned(text.as_ref().to_owned());
    [] Arc<str>, text => Cow::Owned(text.as_ref().to_owned());
    ['s] Cow<'s, str>, text => text;
}

impl IdClaim for str {
    fn id_claim(&self) -> IdValue<'_> {
        IdValue(Repr::Text(Cow::Borrowed(self)))
    }
}

impl TextClaim for str {
    fn text_claim(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self))
    }
}

impl<T: IdClaim + ?Sized> IdClaim for &T {
    fn id_claim(&self) -> IdValue<'_> {
        (**self).id_claim()
    }

    fn into_id_claim<'a>(self) -> IdValue<'a>
    where
        Self: 'a,
    {
        (*self).id_claim()
    }
}

impl<T: IdClaim> OptionalIdClaim for T {
    fn optional_id_claim(&self) -> Option<IdValue<'_>> {
        Some(self.id_claim())
    }

    fn into_optional_id_claim<'a>(self) -> Option<IdValue<'a>>
    where
        Self: 'a,
    {
        Some(self.into_id_claim())
    }
}

impl<T: IdClaim> OptionalIdClaim for Option<T> {
    fn optional_id_claim(&self) -> Option<IdValue<'_>> {
        self.as_ref().map(IdClaim::id_claim)
    }

    fn into_optional_id_claim<'a>(self) -> Option<IdValue<'a>>
    where
        Self: 'a,
    {
        self.map(IdClaim::into_id_claim)
    }
}

impl<T: IdClaim> OptionalIdClaim for &Option<T> {
    fn optional_id_claim(&self) -> Option<IdValue<'_>> {
        self.as_ref().map(IdClaim::id_claim)
    }

    fn into_optional_id_claim<'a>(self) -> Option<IdValue<'a>>
    where
        Self: 'a,
    {
        self.as_ref().map(IdClaim::id_claim)
    }
}

impl<T: TextClaim + ?Sized> TextClaim for &T {
    fn text_claim(&self) -> Option<Cow<'_, str>> {
        (**self).text_claim()
    }

    fn into_text_claim<'a>(self) -> Option<Cow<'a, str>>
    where
        Self: 'a,
    {
        (*self).text_claim()
    }
}

impl<T: TextClaim> TextClaim for Option<T> {
    fn text_claim(&self) -> Option<Cow<'_, str>> {
        self.as_ref()?.text_claim()
    }

    fn into_text_claim<'a>(self) -> Option<Cow<'a, str>>
    where
        Self: 'a,
    {
        self?.into_text_claim()
    }
}

impl CustomDataClaim for CustomData<'_> {
    fn custom_data_claim(&self) -> CustomData<'_> {
        CustomData(self.iter().map(|(key, value)| (key.into(), value.into())).collect())
    }

    fn into_custom_data_claim<'a>(self) -> CustomData<'a>
    where
        Self: 'a,
    {
        self
    }
}

impl<K: AsRef<str>, V: TextClaim> CustomDataClaim for BTreeMap<K, V> {
    fn custom_data_claim(&self) -> CustomData<'_> {
        CustomData(present_entries(self).collect())
    }
}

impl<K: AsRef<str>, V: TextClaim, S> CustomDataClaim for HashMap<K, V, S> {
    fn custom_data_claim(&self) -> CustomData<'_> {
        let mut entries: Vec<_> = present_entries(self).collect();
        entries.sort_unstable();
        CustomData(entries)
    }
}

/// The entries of a map whose value is not absent. A map's keys are unique already.
fn present_entries<'a, K, V>(
    map: impl IntoIterator<Item = (&'a K, &'a V)>,
) -> impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)>
where
    K: AsRef<str> + 'a,
    V: TextClaim + 'a,
{
    let present = |(key, value): (&'a K, &'a V)| Some((key.as_ref().into(), value.text_claim()?));
    map.into_iter().filter_map(present)
}

impl<T: CustomDataClaim + ?Sized> CustomDataClaim for &T {
    fn custom_data_claim(&self) -> CustomData<'_> {
        (**self).custom_data_claim()
    }

    fn into_custom_data_claim<'a>(self) -> CustomData<'a>
    where
        Self: 'a,
    {
        (*self).custom_data_claim()
    }
}

impl<T: CustomDataClaim> CustomDataClaim for Option<T> {
    fn custom_data_claim(&self) -> CustomData<'_> {
        self.as_ref().map(CustomDataClaim::custom_data_claim).unwrap_or_default()
    }

    fn into_custom_data_claim<'a>(self) -> CustomData<'a>
    where
        Self: 'a,
    {
        self.map(CustomDataClaim::into_custom_data_claim).unwrap_or_default()
    }
}
