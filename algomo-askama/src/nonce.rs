//! What a template may pass as the nonce.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

/// The nonce of a `Content-Security-Policy`, as a template has it: a string type, or an `Option` of one.
///
/// `None` renders without a nonce, or with the mint's own. An empty string is an invalid nonce, and therefore an error.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a nonce: a nonce is a string, or an `Option` of one",
    label = "not a string or an `Option` of one",
    note = "call the method that yields the text, as in `nonce = csp_nonce.as_str()` or `nonce = csp_nonce.to_string()`"
)]
pub trait Nonce {
    /// The nonce's text.
    fn nonce(&self) -> Option<&str>;
}

macro_rules! strings {
    ($($string:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl Nonce for $string {
            fn nonce(&self) -> Option<&str> {
                Some(self)
            }
        }
    )*};
}

strings!(str, String, Box<str>, Rc<str>, Arc<str>, Cow<'_, str>);

#[diagnostic::do_not_recommend]
impl<T: Nonce + ?Sized> Nonce for &T {
    fn nonce(&self) -> Option<&str> {
        (**self).nonce()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Nonce> Nonce for Option<T> {
    fn nonce(&self) -> Option<&str> {
        self.as_ref()?.nonce()
    }
}
