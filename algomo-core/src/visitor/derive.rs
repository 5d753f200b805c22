//! What the derive's expansion calls. It is private to the two crates, and changes without notice.
//!
//! Each claim has a trait, by which a field sets it. The traits add only the compiler's message to [`IdClaim`], [`TextClaim`]
//! and the others: for a field of a wrong type it names the claim, and advises code for this claim.
#![allow(missing_docs, reason = "not a public API")]

use std::borrow::Cow;

use super::Visitor;
use crate::claims::{CustomData, CustomDataClaim, IdClaim, IdValue, OptionalIdClaim, TextClaim};
use crate::contract::Contract;

/// Declares the contract of an enum for the visitor of one of its variants, unless that visitor declares its own.
#[inline]
pub fn declare_if_absent(visitor: Option<Visitor<'_>>, contract: Contract) -> Option<Visitor<'_>> {
    visitor.map(|visitor| match visitor.contract {
        Some(_) => visitor,
        None => visitor.contract(contract),
    })
}

#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the claim `id`: an id is an integer or a string",
    label = "not an integer, a string, or a type that implements `IdClaim`",
    note = "for a type of your own, implement `algomo_core::IdClaim`",
    note = "for a type of another crate that implements `Display`, write `#[algomo(id = |id| id.to_string())]`",
    note = "for an `Option`, make the whole user an `Option`, or write `#[algomo(id, optional)]`: `None` is an anonymous visitor"
)]
#[cfg_attr(
    not(feature = "uuid"),
    diagnostic::on_unimplemented(
        note = "for a `uuid::Uuid`, enable the feature `uuid` of algomo-core, or write `#[algomo(id = |id| id.to_string())]`"
    )
)]
pub trait IdField {
    fn visitor_with_id(&self) -> Visitor<'_>;
}

#[diagnostic::do_not_recommend]
impl<T: IdClaim + ?Sized> IdField for T {
    #[inline]
    fn visitor_with_id(&self) -> Visitor<'_> {
        Visitor::new(self.id_claim())
    }
}

#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the claim `id`: an id is an integer or a string, or with `optional` an `Option` of one",
    label = "not an `Option` of an integer, a string, or a type that implements `IdClaim`",
    note = "for a type of your own, implement `algomo_core::IdClaim`",
    note = "for an `Option` of another crate's type that implements `Display`, write `#[algomo(id = |id| id.as_ref().map(ToString::to_string), optional)]`"
)]
#[cfg_attr(
    not(feature = "uuid"),
    diagnostic::on_unimplemented(
        note = "for an `Option<uuid::Uuid>`, enable the feature `uuid` of algomo-core, or write `#[algomo(id = |id| id.as_ref().map(ToString::to_string), optional)]`"
    )
)]
pub trait OptionalIdField {
    fn visitor_with_id(&self) -> Option<Visitor<'_>>;
}

#[diagnostic::do_not_recommend]
impl<T: OptionalIdClaim> OptionalIdField for T {
    #[inline]
    fn visitor_with_id(&self) -> Option<Visitor<'_>> {
        self.optional_id_claim().map(Visitor::new)
    }
}

/// The claims that are one field of [`Visitor`] each.
macro_rules! claims {
    ($($(#[$attribute:meta])* $trait:ident $claim:ident: $bound:ident::$convert:ident -> $value:ty; $message:tt $label:tt [$($note:tt)*])*) => {$(
        #[diagnostic::on_unimplemented(message = $message, label = $label, $(note = $note),*)]
        $(#[$attribute])*
        pub trait $trait {
            fn set_claim<'a>(&'a self, visitor: &mut Visitor<'a>);
        }

        #[diagnostic::do_not_recommend]
        impl<T: $bound + ?Sized> $trait for T {
            #[inline]
            fn set_claim<'a>(&'a self, visitor: &mut Visitor<'a>) {
                visitor.$claim = self.$convert();
            }
        }

        #[inline]
        pub fn $claim<'a>(visitor: &mut Visitor<'a>, value: $value) {
            visitor.$claim = value;
        }
    )*};
}

macro_rules! text_claims {
    ($($trait:ident $claim:ident: $message:tt [$($note:tt)*])*) => {
        claims! {$(
            $trait $claim: TextClaim::text_claim -> Option<Cow<'a, str>>;
            $message
            "not a string, an `Option` of one, or a type that implements `TextClaim`"
            ["for a type of your own, implement `algomo_core::TextClaim`" $($note)*]
        )*}
    };
}

text_claims! {
    NameField name:
        "`{Self}` cannot be the claim `name`: a name is a string, or an `Option` of one"
        [
            "for another type that implements `Display`, write `#[algomo(name = |name| name.to_string())]`"
            "for an `Option` of such a type, write `#[algomo(name = |name| name.as_ref().map(ToString::to_string))]`"
        ]
    EmailField email:
        "`{Self}` cannot be the claim `email`: an email address is a string, or an `Option` of one"
        [
            "for another type that implements `Display`, write `#[algomo(email = |email| email.to_string())]`"
            "for an `Option` of such a type, write `#[algomo(email = |email| email.as_ref().map(ToString::to_string))]`"
        ]
    AvatarField avatar:
        "`{Self}` cannot be the claim `avatar`: it is the address of a picture as a string, or an `Option` of one"
        [
            "for another type that implements `Display`, write `#[algomo(avatar = |avatar| avatar.to_string())]`"
            "for an `Option` of such a type, write `#[algomo(avatar = |avatar| avatar.as_ref().map(ToString::to_string))]`"
        ]
    CompanyNameField company_name:
        "`{Self}` cannot be the claim `companyName`: a name is a string, or an `Option` of one"
        [
            "for another type that implements `Display`, write `#[algomo(company_name = |name| name.to_string())]`"
            "for an `Option` of such a type, write `#[algomo(company_name = |name| name.as_ref().map(ToString::to_string))]`"
        ]
    CompanyNamyField company_namy:
        "`{Self}` cannot be the claim `companyNamy`: a name is a string, or an `Option` of one"
        [
            "for another type that implements `Display`, write `#[algomo(companyNamy = |name| name.to_string())]`"
            "for an `Option` of such a type, write `#[algomo(companyNamy = |name| name.as_ref().map(ToString::to_string))]`"
        ]
}

claims! {
    #[cfg_attr(
        not(feature = "uuid"),
        diagnostic::on_unimplemented(
            note = "for a `uuid::Uuid`, enable the feature `uuid` of algomo-core, or write one of these functions"
        )
    )]
    CompanyIdField company_id: OptionalIdClaim::optional_id_claim -> Option<IdValue<'a>>;
        "`{Self}` cannot be the claim `companyId`: it is an integer or a string, or an `Option` of one"
        "not an integer, a string, a type that implements `IdClaim`, or an `Option` of one of them"
        [
            "for a type of your own, implement `algomo_core::IdClaim`"
            "for a type of another crate that implements `Display`, write `#[algomo(company_id = |id| id.to_string())]`"
            "for an `Option` of such a type, write `#[algomo(company_id = |id| id.as_ref().map(ToString::to_string))]`"
        ]
    CustomDataField custom_data: CustomDataClaim::custom_data_claim -> Option<CustomData<'a>>;
        "`{Self}` cannot be the claim `customData`: it is a map from strings to strings, or an `Option` of one"
        "not a `BTreeMap` or `HashMap` of strings, or a type that implements `CustomDataClaim`"
        [
            "for a single value, write `#[algomo(custom)]`, which sends it under the field's name"
            "for a map whose keys and values implement `Display`, write `#[algomo(custom_data = |map| map.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect::<algomo_core::CustomData<'_>>())]`"
            "for an `Option` of such a map, write `#[algomo(custom_data = |map| map.as_ref().map(|map| map.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect::<algomo_core::CustomData<'_>>()))]`"
        ]
}

#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an entry of `customData`: an entry is a string, or an `Option` of one",
    label = "not a string, an `Option` of one, or a type that implements `TextClaim`",
    note = "for a type of your own, implement `algomo_core::TextClaim`",
    note = "for another type that implements `Display`, write `#[algomo(custom = |value| value.to_string())]`, or with a key, `#[algomo(custom(\"key\") = |value| value.to_string())]`",
    note = "for an `Option` of such a type, write `#[algomo(custom = |value| value.as_ref().map(ToString::to_string))]`, or with a key, `#[algomo(custom(\"key\") = |value| value.as_ref().map(ToString::to_string))]`"
)]
pub trait CustomField {
    fn set_claim<'a>(&'a self, visitor: &mut Visitor<'a>, key: &'static str);
}

#[diagnostic::do_not_recommend]
impl<T: TextClaim + ?Sized> CustomField for T {
    fn set_claim<'a>(&'a self, visitor: &mut Visitor<'a>, key: &'static str) {
        visitor.set_custom(key.into(), self.text_claim());
    }
}

pub fn custom<'a>(visitor: &mut Visitor<'a>, key: &'static str, value: Option<Cow<'a, str>>) {
    visitor.set_custom(key.into(), value);
}

// The functions below call a user's function. They take it as an argument because the parameter of a closure that is called
// where it is written has no inferred type. The bound is on the result, so that the compiler marks the user's function.

#[inline]
pub fn id_of<'a, T: ?Sized, R: IdClaim + 'a>(
    value: &'a T,
    function: impl FnOnce(&'a T) -> R,
) -> IdValue<'a> {
    function(value).into_id_claim()
}

#[inline]
pub fn optional_id_of<'a, T: ?Sized, R: OptionalIdClaim + 'a>(
    value: &'a T,
    function: impl FnOnce(&'a T) -> R,
) -> Option<IdValue<'a>> {
    function(value).into_optional_id_claim()
}

#[inline]
pub fn text_of<'a, T: ?Sized, R: TextClaim + 'a>(
    value: &'a T,
    function: impl FnOnce(&'a T) -> R,
) -> Option<Cow<'a, str>> {
    function(value).into_text_claim()
}

#[inline]
pub fn custom_data_of<'a, T: ?Sized, R: CustomDataClaim + 'a>(
    value: &'a T,
    function: impl FnOnce(&'a T) -> R,
) -> Option<CustomData<'a>> {
    function(value).into_custom_data_claim()
}
