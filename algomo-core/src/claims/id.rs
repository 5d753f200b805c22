//! Ids: integers and strings, and how a number is written so that no JSON reader rounds it.

use core::fmt;
use std::borrow::Cow;

use crate::contract::Contract;

use self::sealed::Sealed;

/// The largest integer that every JSON reader holds exactly, 2^53 − 1 (RFC 8259, section 6).
pub(crate) const MAX_EXACT: u64 = (1 << 53) - 1;

/// A type that can be the `id` claim: an integer or a string.
///
/// Implemented for the integers of every width and their `NonZero` forms, for the string types, for references to these,
/// and with the feature `uuid` for `uuid::Uuid`. It is not implemented for floats, `bool`, `char` or `Option`: an id that is a
/// fraction or absent would make different users the same visitor.
///
/// Implement it for a newtype of your own by calling the same method on the wrapped value:
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
    message = "`{Self}` cannot be an id: it is not an integer or a string",
    label = "not an integer, a string, or a type that implements `IdClaim`",
    note = "for a type of your own, implement `algomo_core::IdClaim`",
    note = "a value of another type that implements `Display` becomes an id with `to_string()`",
    note = "an `Option` is an id with `#[algomo(id = …, optional)]` only, where `None` is an anonymous visitor"
)]
#[cfg_attr(
    not(feature = "uuid"),
    diagnostic::on_unimplemented(
        note = "a `uuid::Uuid` is an id with the feature `uuid` of algomo-core"
    )
)]
pub trait IdClaim {
    /// The id, borrowed from `self` if it is text.
    fn id_claim(&self) -> IdValue<'_>;

    /// Consumes the value. Borrowed text stays borrowed, an owned buffer is moved.
    fn into_id_claim<'a>(self) -> IdValue<'a>
    where
        Self: Sized + 'a,
    {
        self.id_claim().into_owned()
    }
}

/// A type that can be the claim `companyId`, or `id` with `#[algomo(id, optional)]`: an [`IdClaim`], or an `Option` of one.
///
/// This trait is sealed: implement [`IdClaim`] for a type of your own, and this trait covers it, alone and in an `Option`.
///
/// ```compile_fail,E0277
/// use algomo_core::{IdValue, OptionalIdClaim};
///
/// struct Tenant;
///
/// impl OptionalIdClaim for Tenant {
///     fn optional_id_claim(&self) -> Option<IdValue<'_>> {
///         None
///     }
///
///     fn into_optional_id_claim<'a>(self) -> Option<IdValue<'a>> {
///         None
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an optional id: it is not an integer, a string, or an `Option` of one",
    label = "not an integer, a string, a type that implements `IdClaim`, or an `Option` of one of them",
    note = "for a type of your own, implement `algomo_core::IdClaim`",
    note = "a value of another type that implements `Display` becomes an id with `to_string()`"
)]
pub trait OptionalIdClaim: Sealed {
    /// The id, or `None` to leave the claim out.
    fn optional_id_claim(&self) -> Option<IdValue<'_>>;

    /// Consumes the value. Borrowed text stays borrowed, an owned buffer is moved.
    fn into_optional_id_claim<'a>(self) -> Option<IdValue<'a>>
    where
        Self: Sized + 'a;
}

mod sealed {
    use super::IdClaim;

    #[diagnostic::on_unimplemented(
        message = "`OptionalIdClaim` is sealed: implement `algomo_core::IdClaim` for `{Self}` instead",
        label = "not an `IdClaim`"
    )]
    pub trait Sealed {}

    #[diagnostic::do_not_recommend]
    impl<T: IdClaim> Sealed for T {}

    #[diagnostic::do_not_recommend]
    impl<T: IdClaim> Sealed for Option<T> {}

    #[diagnostic::do_not_recommend]
    impl<T: IdClaim> Sealed for &Option<T> {}
}

/// An id as it goes into a token: an integer or text. Made by [`IdClaim::id_claim`].
///
/// `Display` writes its text, which for an integer is its decimal digits; `Debug` shows no value. Two ids are equal if every
/// contract sends them alike: the number 1 and the text `1` are different ids.
#[derive(Clone)]
pub struct IdValue<'a>(Repr<'a>);

#[derive(Clone)]
enum Repr<'a> {
    /// Nearly every id, and several times as fast to write as the wide ones.
    Integer(i64),
    /// The integers beyond `i64`, except for the upper half of `u128`, which is kept as text.
    Wide(i128),
    Text(Cow<'a, str>),
    #[cfg(feature = "uuid")]
    Uuid(uuid::Uuid),
}

/// Characters besides white space that leave no mark on a page: zero-width characters, the word joiner and the byte order
/// mark.
pub(crate) const INVISIBLE: [char; 5] =
    ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];

impl<'a> IdValue<'a> {
    pub(crate) const fn text(text: Cow<'a, str>) -> Self {
        Self(Repr::Text(text))
    }

    /// The same id without a borrow.
    pub fn into_owned<'b>(self) -> IdValue<'b> {
        IdValue(match self.0 {
            Repr::Integer(number) => Repr::Integer(number),
            Repr::Wide(number) => Repr::Wide(number),
            Repr::Text(text) => Repr::Text(Cow::Owned(text.into_owned())),
            #[cfg(feature = "uuid")]
            Repr::Uuid(uuid) => Repr::Uuid(uuid),
        })
    }

    /// The integer, if the id is an integer within ±(2^53 − 1), which a JavaScript reader holds exactly.
    #[inline]
    pub fn as_integer(&self) -> Option<i64> {
        match self.0 {
            Repr::Integer(number) if number.unsigned_abs() <= MAX_EXACT => Some(number),
            _ => None,
        }
    }

    /// The JSON number that a token of this contract has for the id, or `None` if it has a string.
    #[inline]
    pub(crate) fn number_in(&self, contract: Contract) -> Option<i64> {
        match contract {
            Contract::VisitorToken => self.as_integer(),
            Contract::AuthToken => None,
        }
    }

    /// Whether the id identifies nobody: blank text, or the nil UUID.
    pub(crate) fn is_blank(&self) -> bool {
        match &self.0 {
            Repr::Integer(_) | Repr::Wide(_) => false,
            Repr::Text(text) => is_blank(text) || is_nil_uuid(text),
            #[cfg(feature = "uuid")]
            Repr::Uuid(uuid) => uuid.is_nil(),
        }
    }

    /// How many bytes its JSON takes at most, apart from escapes.
    #[cfg(feature = "sign")]
    pub(crate) fn len_hint(&self) -> usize {
        match &self.0 {
            Repr::Text(text) => text.len() + 2,
            // Nineteen digits and a sign, in quotes.
            Repr::Integer(_) => 22,
            // Thirty-nine digits and a sign, in quotes.
            Repr::Wide(_) => 42,
            #[cfg(feature = "uuid")]
            Repr::Uuid(_) => uuid::fmt::Hyphenated::LENGTH + 2,
        }
    }

    /// Passes its text to `take`: for a number the decimal digits.
    #[inline]
    pub(crate) fn with_text<R>(&self, take: impl FnOnce(&str) -> R) -> R {
        match &self.0 {
            Repr::Integer(number) => take(itoa::Buffer::new().format(*number)),
            Repr::Wide(number) => take(itoa::Buffer::new().format(*number)),
            Repr::Text(text) => take(text),
            #[cfg(feature = "uuid")]
            Repr::Uuid(uuid) => {
                take(uuid.hyphenated().encode_lower(&mut [0; uuid::fmt::Hyphenated::LENGTH]))
            }
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|char| char.is_whitespace() || INVISIBLE.contains(&char))
}

/// Nothing but the 32 zeros of RFC 9562, section 5.9, in whichever form UUIDs are written: with hyphens or without, in braces,
/// as a URN.
fn is_nil_uuid(text: &str) -> bool {
    let text = text.trim();
    // RFC 8141, section 3.1: both words in any case.
    let text = match text.split_at_checked("urn:uuid:".len()) {
        Some((prefix, rest)) if prefix.eq_ignore_ascii_case("urn:uuid:") => rest,
        _ => text,
    };
    let text = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).unwrap_or(text);
    let is_zero_or_hyphen = |byte: u8| byte == b'0' || byte == b'-';
    text.bytes().all(is_zero_or_hyphen) && text.bytes().filter(|&byte| byte == b'0').count() == 32
}

impl PartialEq for IdValue<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.as_integer() == other.as_integer()
            && self.with_text(|text| other.with_text(|other| text == other))
    }
}

impl Eq for IdValue<'_> {}

impl fmt::Display for IdValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_text(|text| f.write_str(text))
    }
}

impl fmt::Debug for IdValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdValue(..)")
    }
}

macro_rules! integer_ids {
    ($($integer:ty, $non_zero:ident;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl IdClaim for $integer {
            fn id_claim(&self) -> IdValue<'_> {
                #[allow(clippy::cast_lossless, reason = "usize and isize have no `From`")]
                IdValue(i64::try_from(*self).map_or(Repr::Wide(*self as i128), Repr::Integer))
            }
        }


        #[diagnostic::do_not_recommend]
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

#[diagnostic::do_not_recommend]
impl IdClaim for u128 {
    fn id_claim(&self) -> IdValue<'_> {
        match i128::try_from(*self) {
            Ok(number) => number.into_id_claim(),
            Err(_) => IdValue(Repr::Text(Cow::Owned(self.to_string()))),
        }
    }
}

#[diagnostic::do_not_recommend]
impl IdClaim for core::num::NonZeroU128 {
    fn id_claim(&self) -> IdValue<'_> {
        self.get().into_id_claim()
    }
}

#[cfg(feature = "uuid")]
#[diagnostic::do_not_recommend]
impl IdClaim for uuid::Uuid {
    fn id_claim(&self) -> IdValue<'_> {
        IdValue(Repr::Uuid(*self))
    }
}

#[diagnostic::do_not_recommend]
impl IdClaim for IdValue<'_> {
    fn id_claim(&self) -> IdValue<'_> {
        IdValue(match &self.0 {
            Repr::Integer(number) => Repr::Integer(*number),
            Repr::Wide(number) => Repr::Wide(*number),
            Repr::Text(text) => Repr::Text(Cow::Borrowed(text)),
            #[cfg(feature = "uuid")]
            Repr::Uuid(uuid) => Repr::Uuid(*uuid),
        })
    }

    fn into_id_claim<'a>(self) -> IdValue<'a>
    where
        Self: 'a,
    {
        self
    }
}

#[diagnostic::do_not_recommend]
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

#[diagnostic::do_not_recommend]
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

#[diagnostic::do_not_recommend]
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

#[diagnostic::do_not_recommend]
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

#[cfg(all(test, feature = "sign"))]
mod tests {
    use super::*;

    #[test]
    fn the_longest_ids_have_the_length_of_the_hint() {
        assert_eq!("ab".id_claim().len_hint(), r#""ab""#.len());
        assert_eq!(i64::MIN.id_claim().len_hint(), format!("{:?}", i64::MIN.to_string()).len());
        assert_eq!(i128::MIN.id_claim().len_hint(), format!("{:?}", i128::MIN.to_string()).len());
        #[cfg(feature = "uuid")]
        {
            let id = uuid::Uuid::max();
            assert_eq!(id.id_claim().len_hint(), format!("{:?}", id.to_string()).len());
        }
    }
}
