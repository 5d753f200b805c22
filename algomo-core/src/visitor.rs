//! The visitor: the claims of one user, and the trait that yields them.

use core::fmt;
use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::claim::{CustomData, CustomDataClaim, IdClaim, IdValue, OptionalIdClaim, TextClaim};
use crate::contract::Contract;

/// A user of the application whom the widget can know.
///
/// Derive it: [`#[derive(AlgomoVisitor)]`](macro@crate::AlgomoVisitor) maps a struct or an enum onto the supported claims
/// and refuses anything else at compile time. By hand it is for what no attribute says:
///
/// ```
/// use algomo_core::{AlgomoVisitor, Visitor};
///
/// struct Session {
///     user: Option<(u64, String)>,
/// }
///
/// impl AlgomoVisitor for Session {
///     fn visitor(&self) -> Option<Visitor<'_>> {
///         let (id, name) = self.user.as_ref()?;
///         Some(Visitor::new(id).name(name))
///     }
/// }
/// ```
///
/// Implemented for `Option<V>`, where `None` is an anonymous visitor, and for references and smart pointers.
#[diagnostic::on_unimplemented(
    message = "Algomo cannot know `{Self}` as a visitor: it does not implement `AlgomoVisitor`",
    label = "not an `AlgomoVisitor`",
    note = "add `#[derive(algomo_core::AlgomoVisitor)]` to the type"
)]
pub trait AlgomoVisitor {
    /// The contract that the user's token is written for. A claim outside of it is an error at the mint.
    const CONTRACT: Contract = Contract::VisitorToken;

    /// The user's claims, or `None` for an anonymous visitor.
    fn visitor(&self) -> Option<Visitor<'_>>;
}

impl<V: AlgomoVisitor> AlgomoVisitor for Option<V> {
    const CONTRACT: Contract = V::CONTRACT;

    fn visitor(&self) -> Option<Visitor<'_>> {
        self.as_ref()?.visitor()
    }
}

macro_rules! delegate_to_content {
    ($($pointer:ty),*) => {$(
        impl<V: AlgomoVisitor + ?Sized> AlgomoVisitor for $pointer {
            const CONTRACT: Contract = V::CONTRACT;

            fn visitor(&self) -> Option<Visitor<'_>> {
                (**self).visitor()
            }
        }
    )*};
}

delegate_to_content!(&V, Box<V>, Rc<V>, Arc<V>);

/// The claims of one user, borrowed from it.
///
/// Serializes in contract order, as the [default contract](Contract::VisitorToken) sends them. Its `Debug` shows which
/// claims are present, never their values.
///
/// ```
/// use algomo_core::Visitor;
///
/// let visitor = Visitor::new(1).name("John Doe").email(Some("john@example.com")).company_id(2037);
/// assert_eq!(
///     serde_json::to_string(&visitor)?,
///     r#"{"id":1,"name":"John Doe","email":"john@example.com","companyId":2037}"#,
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Visitor<'a> {
    pub(crate) id: IdValue<'a>,
    pub(crate) name: Option<Cow<'a, str>>,
    pub(crate) email: Option<Cow<'a, str>>,
    pub(crate) avatar: Option<Cow<'a, str>>,
    pub(crate) company_id: Option<IdValue<'a>>,
    pub(crate) company_name: Option<Cow<'a, str>>,
    pub(crate) company_namy: Option<Cow<'a, str>>,
    pub(crate) custom_data: Option<CustomData<'a>>,
}

impl<'a> Visitor<'a> {
    /// A visitor with nothing but an id, the key by which Algomo knows the user: another id is another user.
    ///
    /// An empty id is accepted here and refused by the mint.
    #[inline]
    pub fn new(id: impl IdClaim + 'a) -> Self {
        Self {
            id: id.into_id_claim(),
            name: None,
            email: None,
            avatar: None,
            company_id: None,
            company_name: None,
            company_namy: None,
            custom_data: None,
        }
    }

    /// Sets the claim `name`. `None` leaves it out.
    #[must_use]
    #[inline]
    pub fn name(self, name: impl TextClaim + 'a) -> Self {
        Self { name: name.into_text_claim(), ..self }
    }

    /// Sets the claim `email`. `None` leaves it out.
    #[must_use]
    #[inline]
    pub fn email(self, email: impl TextClaim + 'a) -> Self {
        Self { email: email.into_text_claim(), ..self }
    }

    /// Sets the claim `avatar`, the address of a picture. [`Contract::AuthToken`] only.
    #[must_use]
    #[inline]
    pub fn avatar(self, avatar: impl TextClaim + 'a) -> Self {
        Self { avatar: avatar.into_text_claim(), ..self }
    }

    /// Sets the claim `companyId`. `None` leaves it out.
    #[must_use]
    #[inline]
    pub fn company_id(self, company_id: impl OptionalIdClaim + 'a) -> Self {
        Self { company_id: company_id.into_optional_id_claim(), ..self }
    }

    /// Sets the claim `companyName`. `None` leaves it out.
    #[must_use]
    #[inline]
    pub fn company_name(self, company_name: impl TextClaim + 'a) -> Self {
        Self { company_name: company_name.into_text_claim(), ..self }
    }

    /// Sets the claim `companyNamy`, as the first revision of Algomo's document spells `companyName`.
    /// [`Contract::VisitorToken`] only, and never together with [`company_name`](Self::company_name).
    #[must_use]
    #[inline]
    pub fn company_namy(self, company_name: impl TextClaim + 'a) -> Self {
        Self { company_namy: company_name.into_text_claim(), ..self }
    }

    /// Sets one entry of `customData`, in place of an earlier one with the same key. `None` leaves it out, an earlier one
    /// included, so that what the code says of a key holds against data that has it too.
    /// [`Contract::AuthToken`] only.
    #[must_use]
    pub fn custom(mut self, key: impl Into<Cow<'a, str>>, value: impl TextClaim + 'a) -> Self {
        match (value.into_text_claim(), &mut self.custom_data) {
            (Some(value), entries) => {
                entries.get_or_insert_default().insert(key.into(), value);
            }
            (None, Some(entries)) => entries.remove(&key.into()),
            (None, None) => {}
        }
        self
    }

    /// Sets the whole `customData`, in place of all entries so far. `None` leaves it out, an empty map is sent. [`Contract::AuthToken`] only.
    #[must_use]
    #[inline]
    pub fn custom_data(self, entries: impl CustomDataClaim + 'a) -> Self {
        Self { custom_data: entries.into_custom_data_claim(), ..self }
    }

    /// The claims that are present, as they are called in a token, in contract order.
    pub(crate) fn present(&self) -> impl Iterator<Item = &'static str> + use<> {
        [
            ("id", true),
            ("name", self.name.is_some()),
            ("email", self.email.is_some()),
            ("avatar", self.avatar.is_some()),
            ("companyId", self.company_id.is_some()),
            ("companyName", self.company_name.is_some()),
            ("companyNamy", self.company_namy.is_some()),
            ("customData", self.custom_data.is_some()),
        ]
        .into_iter()
        .filter_map(|(claim, is_present)| is_present.then_some(claim))
    }

    /// The first claim that `contract` does not have. Written out rather than looked up by name in the contract's table,
    /// which would take a tenth of the time of a whole token.
    #[cfg(feature = "sign")]
    #[inline]
    pub(crate) fn outside_of(&self, contract: Contract) -> Option<&'static str> {
        match contract {
            Contract::VisitorToken if self.avatar.is_some() => Some("avatar"),
            Contract::VisitorToken if self.custom_data.is_some() => Some("customData"),
            Contract::AuthToken if self.company_namy.is_some() => Some("companyNamy"),
            _ => None,
        }
    }
}

/// The mint writes the same with `json::write_payload`.
impl Serialize for Visitor<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        serialize_present(&mut map, "name", self.name.as_ref())?;
        serialize_present(&mut map, "email", self.email.as_ref())?;
        serialize_present(&mut map, "avatar", self.avatar.as_ref())?;
        serialize_present(&mut map, "companyId", self.company_id.as_ref())?;
        serialize_present(&mut map, "companyName", self.company_name.as_ref())?;
        serialize_present(&mut map, "companyNamy", self.company_namy.as_ref())?;
        serialize_present(&mut map, "customData", self.custom_data.as_ref())?;
        map.end()
    }
}

fn serialize_present<M: SerializeMap>(
    map: &mut M,
    claim: &'static str,
    value: Option<&impl Serialize>,
) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(claim, value))
}

impl fmt::Debug for Visitor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Redacted;
        impl fmt::Debug for Redacted {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("..")
            }
        }

        let mut claims = f.debug_struct("Visitor");
        for claim in self.present() {
            claims.field(claim, &Redacted);
        }
        claims.finish()
    }
}
