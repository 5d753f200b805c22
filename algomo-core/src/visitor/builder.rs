//! The claims of one user, and how they are set.

use std::borrow::Cow;

use crate::claims::{CustomData, CustomDataClaim, IdClaim, IdValue, OptionalIdClaim, TextClaim};
use crate::contract::Contract;

/// The claims of one user, borrowed from it.
///
/// It is its own builder: each method sets one claim. It serializes as the payload of a token of its
/// [contract](Self::contract), without `exp`. Its `Debug` shows which claims are present, never their values.
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
    pub(crate) contract: Option<Contract>,
}

impl<'a> Visitor<'a> {
    /// A visitor with only an id, the key by which Algomo knows the user: a different id is a different user.
    ///
    /// An id that identifies nobody (empty, blank, or the nil UUID) is accepted here and refused by the mint.
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
            contract: None,
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

    /// Sets the claim `companyNamy`, the spelling of `companyName` in the first revision of Algomo's document.
    /// [`Contract::VisitorToken`] only, and never together with [`company_name`](Self::company_name).
    #[must_use]
    #[inline]
    pub fn company_namy(self, company_name: impl TextClaim + 'a) -> Self {
        Self { company_namy: company_name.into_text_claim(), ..self }
    }

    /// Sets one entry of `customData`, in place of an earlier one with the same key. `None` removes an earlier one.
    /// [`Contract::AuthToken`] only.
    #[must_use]
    pub fn custom(mut self, key: impl Into<Cow<'a, str>>, value: impl TextClaim + 'a) -> Self {
        self.set_custom(key.into(), value.into_text_claim());
        self
    }

    pub(super) fn set_custom(&mut self, key: Cow<'a, str>, value: Option<Cow<'a, str>>) {
        match (value, &mut self.custom_data) {
            (Some(value), entries) => entries.get_or_insert_default().insert(key, value),
            (None, Some(entries)) => entries.remove(&key),
            (None, None) => {}
        }
    }

    /// Sets the whole `customData`, in place of all entries so far. `None` leaves the claim out; an empty map is sent.
    /// [`Contract::AuthToken`] only.
    #[must_use]
    #[inline]
    pub fn custom_data(self, entries: impl CustomDataClaim + 'a) -> Self {
        Self { custom_data: entries.into_custom_data_claim(), ..self }
    }

    /// Declares the contract that the visitor was written for. If
    /// [`VisitorAuth::with_contract`](crate::VisitorAuth::with_contract) sets another contract, the mint refuses the visitor. If
    /// it sets none, the mint uses this one.
    #[must_use]
    #[inline]
    pub fn contract(self, contract: Contract) -> Self {
        Self { contract: Some(contract), ..self }
    }

    /// The same visitor with owned claims, for code that keeps it longer than the value that it was borrowed from.
    ///
    /// ```
    /// use algomo_core::Visitor;
    ///
    /// let visitor: Visitor<'static> = {
    ///     let name = String::from("John Doe");
    ///     Visitor::new(1).name(&name).into_owned()
    /// };
    /// assert_eq!(visitor, Visitor::new(1).name("John Doe"));
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Visitor<'static> {
        fn text(text: Option<Cow<'_, str>>) -> Option<Cow<'static, str>> {
            text.map(|text| Cow::Owned(text.into_owned()))
        }

        Visitor {
            id: self.id.into_owned(),
            name: text(self.name),
            email: text(self.email),
            avatar: text(self.avatar),
            company_id: self.company_id.map(IdValue::into_owned),
            company_name: text(self.company_name),
            company_namy: text(self.company_namy),
            custom_data: self.custom_data.map(CustomData::into_owned),
            contract: self.contract,
        }
    }

    /// The same visitor, borrowed from this one.
    pub(super) fn reborrow(&self) -> Visitor<'_> {
        Visitor {
            id: self.id.id_claim(),
            name: self.name.as_deref().map(Cow::Borrowed),
            email: self.email.as_deref().map(Cow::Borrowed),
            avatar: self.avatar.as_deref().map(Cow::Borrowed),
            company_id: self.company_id.optional_id_claim(),
            company_name: self.company_name.as_deref().map(Cow::Borrowed),
            company_namy: self.company_namy.as_deref().map(Cow::Borrowed),
            custom_data: self.custom_data.custom_data_claim(),
            contract: self.contract,
        }
    }
}
