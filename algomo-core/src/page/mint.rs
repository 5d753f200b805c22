//! The mints that templates and components take.

use std::rc::Rc;
use std::sync::Arc;

use super::auth::VisitorAuth;
use super::settings::Settings;
use crate::error::Error;
use crate::token::VisitorToken;
use crate::visitor::AlgomoVisitor;

/// Mints for a template or a component: what algomo-askama and algomo-leptos take as `auth`.
///
/// An application does not implement it, except to delegate to another mint.
///
/// It is implemented for [`VisitorAuth`], for the extractors of algomo-axum and algomo-actix, for an `Option` of a mint, where
/// `None` renders nothing, and for references and smart pointers to a mint.
///
/// ```
/// use algomo_core::{Mint, Visitor, VisitorAuth};
///
/// let auth: Option<VisitorAuth> = None;
/// assert_eq!(auth.mint_settings(&Visitor::new(1), None)?.to_string(), "");
/// assert!(!auth.is_enabled());
/// # Ok::<(), algomo_core::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot mint a visitor's token: it does not implement `Mint`",
    label = "not a `VisitorAuth`, an extractor of algomo-axum or algomo-actix, or an `Option` of one"
)]
pub trait Mint {
    /// Mints the user's token and renders the page's settings. A `nonce` takes the place of one that the mint knows itself.
    ///
    /// # Errors
    ///
    /// Those of [`VisitorAuth::settings`], [`InvalidNonce`](Error::InvalidNonce), and for the mint of a response
    /// [`MissingNonce`](Error::MissingNonce) and [`ResponseStarted`](Error::ResponseStarted).
    fn mint_settings(
        &self,
        user: &dyn AlgomoVisitor,
        nonce: Option<&str>,
    ) -> Result<Settings, Error>;

    /// Mints the user's token, or `None` for an anonymous visitor.
    ///
    /// # Errors
    ///
    /// Those of [`VisitorAuth::token`], and for the mint of a response [`ResponseStarted`](Error::ResponseStarted).
    fn mint_token(&self, user: &dyn AlgomoVisitor) -> Result<Option<VisitorToken>, Error>;

    /// Whether this mint can mint a token at all. `false`, as for [`VisitorAuth::disabled`] and `None`, means that everybody is a
    /// guest.
    ///
    /// A page whose mint is not enabled may be stored by caches, whoever is logged in. A mint that delegates to another one
    /// should return the other's value. The default, `true`, is always safe.
    fn is_enabled(&self) -> bool {
        true
    }
}

impl Mint for VisitorAuth {
    fn mint_settings(
        &self,
        user: &dyn AlgomoVisitor,
        nonce: Option<&str>,
    ) -> Result<Settings, Error> {
        self.settings(user)?.with_optional_nonce(nonce)
    }

    fn mint_token(&self, user: &dyn AlgomoVisitor) -> Result<Option<VisitorToken>, Error> {
        self.token(user)
    }

    fn is_enabled(&self) -> bool {
        self.has_secret()
    }
}

impl<M: Mint> Mint for Option<M> {
    fn mint_settings(
        &self,
        user: &dyn AlgomoVisitor,
        nonce: Option<&str>,
    ) -> Result<Settings, Error> {
        match self {
            Some(mint) => mint.mint_settings(user, nonce),
            None => Settings::default().with_optional_nonce(nonce),
        }
    }

    fn mint_token(&self, user: &dyn AlgomoVisitor) -> Result<Option<VisitorToken>, Error> {
        self.as_ref().map_or(Ok(None), |mint| mint.mint_token(user))
    }

    fn is_enabled(&self) -> bool {
        self.as_ref().is_some_and(M::is_enabled)
    }
}

macro_rules! delegate_to_content {
    ($($pointer:ty),*) => {$(
        impl<M: Mint + ?Sized> Mint for $pointer {
            fn mint_settings(
                &self,
                user: &dyn AlgomoVisitor,
                nonce: Option<&str>,
            ) -> Result<Settings, Error> {
                (**self).mint_settings(user, nonce)
            }

            fn mint_token(&self, user: &dyn AlgomoVisitor) -> Result<Option<VisitorToken>, Error> {
                (**self).mint_token(user)
            }

            fn is_enabled(&self) -> bool {
                (**self).is_enabled()
            }
        }
    )*};
}

delegate_to_content!(&M, Box<M>, Rc<M>, Arc<M>);
