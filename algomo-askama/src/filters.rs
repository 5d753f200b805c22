//! The filters. `use algomo_askama::filters;` beside a template makes them available without a path.
//!
//! An application with a `filters` module of its own re-exports ours from it: `pub use algomo_askama::filters::*;`.
//!
//! A filter is a builder, as Askama's generated code uses it: `default()`, a `with_…` method for each argument, and `execute`.
//! `askama::filter_fn` writes such builders from functions, but not with an optional argument of a generic type.

use core::fmt;

use algomo_core::{AlgomoVisitor, Mint, Settings};
use askama::filters::{HtmlSafeOutput, ValidArgIdx, ValidFilterInvocation};
use askama::{Error, Result, Values};

use crate::Nonce;

/// Renders the settings script for a user, followed by the widget's loader if the mint has a widget id.
///
/// `{{ user|algomo_askama::algomo_settings(auth) }}`, or with the nonce of the response's `Content-Security-Policy`,
/// `{{ user|algomo_askama::algomo_settings(auth, nonce = csp_nonce) }}`.
///
/// The user is any [`AlgomoVisitor`], by value or by reference: a struct, an enum, an `Option<User>`. It is asked for its
/// claims once. For an anonymous visitor the filter renders the loader alone, or nothing.
///
/// `auth` is any [`Mint`]: a `VisitorAuth`, the extractor of algomo-axum or algomo-actix, an `Option` of one. The nonce is any
/// [`Nonce`], and takes precedence over the extractor's own.
///
/// Safe as element content in `<head>` or `<body>`, like [`Settings`], and not escaped there. It has to be the last filter of
/// its expression.
///
/// # Errors
///
/// An [`askama::Error`] whose source is the [`algomo_core::Error`]: for a blank id, an invalid nonce, a wrong clock. Then
/// nothing of the script is written. `Template::write_into` drops the source of any error; `render` and `render_into` keep it.
///
/// ```
/// use algomo_core::{AlgomoVisitor, VisitorAuth, VisitorSecret};
/// use askama::Template;
///
/// #[derive(AlgomoVisitor)]
/// struct User {
///     id: i64,
///     name: String,
/// }
///
/// #[derive(Template)]
/// #[template(ext = "html", source = "<head>{{ user|algomo_askama::algomo_settings(auth, nonce = nonce) }}</head>")]
/// struct Page<'a> {
///     user: Option<User>,
///     auth: &'a VisitorAuth,
///     nonce: &'a str,
/// }
///
/// let auth = VisitorAuth::new(VisitorSecret::new("an-example-secret-of-over-32-bytes")?);
/// let user = Some(User { id: 1, name: "John Doe".into() });
/// let html = Page { user, auth: &auth, nonce: "bm9uY2U=" }.render()?;
/// assert!(html.starts_with(r#"<head><script nonce="bm9uY2U=">window.algomoSettings = {"visitorToken":"ey"#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[expect(non_camel_case_types, reason = "templates call a filter by the name of its type")]
#[derive(Clone, Copy)]
pub struct algomo_settings<M = (), N = Option<&'static str>> {
    auth: M,
    nonce: N,
}

/// Without the nonce.
impl<M: fmt::Debug, N> fmt::Debug for algomo_settings<M, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("algomo_settings").field("auth", &self.auth).finish_non_exhaustive()
    }
}

/// Without arguments. Only for this one type, so that `algomo_settings::default()` needs no annotation.
impl Default for algomo_settings {
    fn default() -> Self {
        Self { auth: (), nonce: None }
    }
}

impl<M, N> algomo_settings<M, N> {
    /// Sets the argument `auth`.
    pub fn with_auth<A: Mint>(self, auth: A) -> algomo_settings<A, N> {
        algomo_settings { auth, nonce: self.nonce }
    }

    /// Sets the first argument, `auth`.
    pub fn with_0<A: Mint>(self, auth: A) -> algomo_settings<A, N> {
        self.with_auth(auth)
    }

    /// Sets the argument `nonce`.
    pub fn with_nonce<T: Nonce>(self, nonce: T) -> algomo_settings<M, T> {
        algomo_settings { auth: self.auth, nonce }
    }

    /// Sets the second argument, `nonce`.
    pub fn with_1<T: Nonce>(self, nonce: T) -> algomo_settings<M, T> {
        self.with_nonce(nonce)
    }
}

impl<M: Mint, N: Nonce> algomo_settings<M, N> {
    /// Applies the filter.
    ///
    /// # Errors
    ///
    /// The mint's errors.
    pub fn execute<V: AlgomoVisitor>(
        self,
        user: V,
        _: &dyn Values,
    ) -> Result<HtmlSafeOutput<Settings>> {
        let settings = self.auth.mint_settings(&user, self.nonce.nonce());
        settings.map(HtmlSafeOutput).map_err(Error::custom)
    }
}

#[diagnostic::do_not_recommend]
impl ValidArgIdx<0> for algomo_settings {}
#[diagnostic::do_not_recommend]
impl ValidArgIdx<1> for algomo_settings {}
#[diagnostic::do_not_recommend]
impl<M: Mint, N> ValidFilterInvocation for algomo_settings<M, N> {}

/// Writes the bare token for a user, or nothing for an anonymous visitor. For pages that pass the token on in their own way.
///
/// `{{ user|algomo_askama::algomo_token(auth) }}`, with the user and the `auth` that [`algomo_settings`] takes.
///
/// Safe in HTML text, in a quoted attribute and in a quoted JavaScript string: it consists of `A`–`Z`, `a`–`z`, `0`–`9`,
/// `-`, `_` and dots.
///
/// # Errors
///
/// An [`askama::Error`] whose source is the [`algomo_core::Error`].
#[expect(non_camel_case_types, reason = "templates call a filter by the name of its type")]
#[derive(Clone, Copy, Debug)]
pub struct algomo_token<M = ()> {
    auth: M,
}

/// Without arguments.
impl Default for algomo_token {
    fn default() -> Self {
        Self { auth: () }
    }
}

impl<M> algomo_token<M> {
    /// Sets the argument `auth`.
    pub fn with_auth<A: Mint>(self, auth: A) -> algomo_token<A> {
        algomo_token { auth }
    }

    /// Sets the first argument, `auth`.
    pub fn with_0<A: Mint>(self, auth: A) -> algomo_token<A> {
        self.with_auth(auth)
    }
}

impl<M: Mint> algomo_token<M> {
    /// Applies the filter.
    ///
    /// # Errors
    ///
    /// The mint's errors.
    pub fn execute<V: AlgomoVisitor>(
        self,
        user: V,
        _: &dyn Values,
    ) -> Result<HtmlSafeOutput<String>> {
        let token = self.auth.mint_token(&user).map_err(Error::custom)?;
        Ok(HtmlSafeOutput(token.map_or_else(String::new, String::from)))
    }
}

#[diagnostic::do_not_recommend]
impl ValidArgIdx<0> for algomo_token {}
#[diagnostic::do_not_recommend]
impl<M: Mint> ValidFilterInvocation for algomo_token<M> {}
