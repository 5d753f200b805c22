//! What a template may hand over as the nonce.

use std::borrow::Cow;
use std::sync::Arc;

/// The nonce of a `Content-Security-Policy`, as a template has it: a string type, or an `Option` of one.
///
/// `None` renders without a nonce. An empty string is no nonce, and an error.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a nonce: it is a string, or an `Option` of one",
    label = "not a string or an `Option` of one"
)]
pub trait Nonce {
    /// The nonce's text.
    fn nonce(&self) -> Option<&str>;
}

macro_rules! strings {
    ($($string:ty),*) => {$(
        impl Nonce for $string {
            fn nonce(&self) -> Option<&str> {
                Some(self)
            }
        }
    )*};
}

strings!(str, String, Box<str>, Arc<str>, Cow<'_, str>);

impl<T: Nonce + ?Sized> Nonce for &T {
    fn nonce(&self) -> Option<&str> {
        (**self).nonce()
    }
}

impl<T: Nonce> Nonce for Option<T> {
    fn nonce(&self) -> Option<&str> {
        self.as_ref()?.nonce()
    }
}
