//! Texts, present or absent.

use std::borrow::Cow;

/// A type that can be a text claim (`name`, `email`, `avatar`, `companyName`, a value of `customData`): a string type, or
/// an `Option` of one.
///
/// `None` leaves the claim out; an empty string is sent. Implement it for a newtype of your own by calling the same method on
/// the wrapped value:
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
    message = "`{Self}` cannot be a text claim: it is not a string or an `Option` of one",
    label = "not a string, an `Option` of one, or a type that implements `TextClaim`",
    note = "for a type of your own, implement `algomo_core::TextClaim`",
    note = "a value of another type that implements `Display` becomes text with `to_string()`"
)]
pub trait TextClaim {
    /// The text, or `None` to leave the claim out.
    fn text_claim(&self) -> Option<Cow<'_, str>>;

    /// Consumes the value. Borrowed text stays borrowed, an owned buffer is moved.
    fn into_text_claim<'a>(self) -> Option<Cow<'a, str>>
    where
        Self: Sized + 'a,
    {
        self.text_claim().map(|text| Cow::Owned(text.into_owned()))
    }
}

#[diagnostic::do_not_recommend]
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

#[diagnostic::do_not_recommend]
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
