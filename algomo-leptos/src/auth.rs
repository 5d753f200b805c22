//! The mint, as a prop that both sides compile.

#[cfg(feature = "ssr")]
use algomo_core::VisitorAuth;

/// Stands for `algomo_core::VisitorAuth` where there is none: without the feature `ssr`.
///
/// It has no value, so that nothing of the mint is in the client. A component that is compiled for both sides names this
/// type for what only the server has, as in `None::<algomo_leptos::VisitorAuth>`. With `ssr` the name is the real type's.
#[cfg(not(feature = "ssr"))]
#[derive(Clone, Debug)]
pub enum VisitorAuth {}

/// What the prop `auth` takes: a `VisitorAuth`, or an `Option` of one.
#[derive(Clone, Debug, Default)]
pub struct MaybeAuth(Option<VisitorAuth>);

impl MaybeAuth {
    #[cfg(feature = "ssr")]
    pub(crate) fn into_inner(self) -> Option<VisitorAuth> {
        self.0
    }
}

impl From<VisitorAuth> for MaybeAuth {
    fn from(auth: VisitorAuth) -> Self {
        Self(Some(auth))
    }
}

impl From<Option<VisitorAuth>> for MaybeAuth {
    fn from(auth: Option<VisitorAuth>) -> Self {
        Self(auth)
    }
}
