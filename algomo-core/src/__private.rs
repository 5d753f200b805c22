//! What the derive's expansion calls. Not for use by hand: it changes without notice.
//!
//! A closure that is called on the spot can't infer its parameter's type; one that is passed on can. The bounds stand here,
//! on the function's result, so that a result of a wrong type is marked at the user's function.

use std::borrow::Cow;

use crate::claims::{CustomData, CustomDataClaim, IdClaim, IdValue, OptionalIdClaim, TextClaim};
use crate::contract::Contract;
use crate::visitor::Visitor;

#[inline]
pub fn id<'a, T: ?Sized, R: IdClaim + 'a>(
    value: &'a T,
    function: impl FnOnce(&'a T) -> R,
) -> IdValue<'a> {
    function(value).into_id_claim()
}

#[inline]
pub fn optional_id<'a, T: ?Sized, R: OptionalIdClaim + 'a>(
    value: &'a T,
    function: impl FnOnce(&'a T) -> R,
) -> Option<IdValue<'a>> {
    function(value).into_optional_id_claim()
}

#[inline]
pub fn text<'a, T: ?Sized, R: TextClaim + 'a>(
    value: &'a T,
    function: impl FnOnce(&'a T) -> R,
) -> Option<Cow<'a, str>> {
    function(value).into_text_claim()
}

#[inline]
pub fn custom_data<'a, T: ?Sized, R: CustomDataClaim + 'a>(
    value: &'a T,
    function: impl FnOnce(&'a T) -> R,
) -> Option<CustomData<'a>> {
    function(value).into_custom_data_claim()
}

/// Declares the contract of a type for a visitor that declares none itself.
#[inline]
pub fn declare_if_absent(visitor: Visitor<'_>, contract: Contract) -> Visitor<'_> {
    Visitor { contract: visitor.contract.or(Some(contract)), ..visitor }
}
