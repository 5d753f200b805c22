//! The visitor: the claims of one user, and the trait that yields them.

mod builder;
pub mod derive;
mod rules;
mod serialize;
mod table;

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

pub use self::builder::Visitor;
#[cfg(feature = "sign")]
pub(crate) use self::table::{CLAIMS, Value};
#[cfg(feature = "verify")]
pub(crate) use self::table::{Claim, Slot};

/// A user of the application, who can be a visitor of the widget.
///
/// Derive it: [`#[derive(AlgomoVisitor)]`](macro@crate::AlgomoVisitor) maps a struct or an enum onto the supported claims
/// and refuses anything else at compile time. Implement it by hand if no attribute expresses what you need:
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
/// It is implemented for `Option<V>`, where `None` is an anonymous visitor, for references and smart pointers to a visitor,
/// and for [`Visitor`] itself. `dyn AlgomoVisitor` is a visitor too.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a visitor that Algomo can know: it does not implement `AlgomoVisitor`",
    label = "not an `AlgomoVisitor`",
    note = "for a type of your own, add `#[derive(algomo_core::AlgomoVisitor)]` to it",
    note = "for a variant or a struct that holds an id, write `#[algomo(id)]` on the field: `Member(#[algomo(id)] i64)`",
    note = "for an id alone, pass `algomo_core::Visitor::new(id)`"
)]
pub trait AlgomoVisitor {
    /// The user's claims, or `None` for an anonymous visitor.
    fn visitor(&self) -> Option<Visitor<'_>>;
}

impl AlgomoVisitor for Visitor<'_> {
    fn visitor(&self) -> Option<Visitor<'_>> {
        Some(self.reborrow())
    }
}

impl<V: AlgomoVisitor> AlgomoVisitor for Option<V> {
    fn visitor(&self) -> Option<Visitor<'_>> {
        self.as_ref()?.visitor()
    }
}

macro_rules! delegate_to_content {
    ($($pointer:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl<V: AlgomoVisitor + ?Sized> AlgomoVisitor for $pointer {
            fn visitor(&self) -> Option<Visitor<'_>> {
                (**self).visitor()
            }
        }
    )*};
}

delegate_to_content!(&V, &mut V, Box<V>, Rc<V>, Arc<V>);

#[diagnostic::do_not_recommend]
impl<V: AlgomoVisitor + ToOwned + ?Sized> AlgomoVisitor for Cow<'_, V> {
    fn visitor(&self) -> Option<Visitor<'_>> {
        (**self).visitor()
    }
}
