//! The string types, which are both ids and texts.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use super::id::{IdClaim, IdValue};
use super::text::TextClaim;

/// Implements both traits for string types. An owned value keeps its buffer where it has one.
macro_rules! string_claims {
    ($($(#[$doc:meta])* [$($generics:tt)*] $string:ty, $value:ident => $into_cow:expr;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> IdClaim for $string {
            fn id_claim(&self) -> IdValue<'_> {
                IdValue::text(Cow::Borrowed(self))
            }


            fn into_id_claim<'a>(self) -> IdValue<'a>
            where
                Self: 'a,
            {
                let $value = self;
                IdValue::text($into_cow)
            }
        }

        #[diagnostic::do_not_recommend]
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

#[diagnostic::do_not_recommend]
impl IdClaim for str {
    fn id_claim(&self) -> IdValue<'_> {
        IdValue::text(Cow::Borrowed(self))
    }
}

#[diagnostic::do_not_recommend]
impl TextClaim for str {
    fn text_claim(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self))
    }
}
