//! The mint as one response sees it.

use core::fmt;
use std::sync::Arc;

use super::ResponseMark;
use crate::error::Error;
use crate::page::{Mint, Settings, VisitorAuth, check_nonce};
use crate::token::VisitorToken;
use crate::visitor::AlgomoVisitor;

/// A mint for one response: it marks the response's [`ResponseMark`] when it mints a token, and knows the response's nonce.
///
/// The extractors `algomo_axum::Algomo` and `algomo_actix::Algomo` contain one. Clones belong to the same response.
///
/// ```
/// use algomo_core::http::{Head, ResponseMark, ResponseMint};
/// use algomo_core::{Visitor, VisitorAuth, VisitorSecret};
///
/// let auth = VisitorAuth::new(VisitorSecret::new("an-example-secret-of-over-32-bytes")?);
/// let mint = ResponseMint::new(ResponseMark::new()).with_auth(Some(auth)).with_nonce(Some("bm9uY2U="));
///
/// let settings = mint.settings(Visitor::new(1))?;
/// assert!(settings.to_string().starts_with(r#"<script nonce="bm9uY2U=">"#));
/// assert_eq!(mint.response().send_head(), Head::NoStore);
/// # Ok::<(), algomo_core::Error>(())
/// ```
#[derive(Clone)]
pub struct ResponseMint {
    auth: Option<VisitorAuth>,
    response: ResponseMark,
    nonce: Nonce,
}

/// The nonce of the response's `Content-Security-Policy`.
#[derive(Clone)]
enum Nonce {
    /// The application did not say that there is one.
    Unused,
    Known(Arc<str>),
    /// The application said where it is, and it was not there.
    Missing,
}

impl ResponseMint {
    /// Makes a mint for the response of this mark. Until it gets an [auth](Self::with_auth), it renders nothing.
    pub fn new(response: ResponseMark) -> Self {
        Self { auth: None, response, nonce: Nonce::Unused }
    }

    /// Sets the mint. With `None`, for a tenant without Algomo, nothing is rendered, and the response counts as a guest's.
    #[must_use]
    pub fn with_auth(self, auth: Option<VisitorAuth>) -> Self {
        Self { auth, ..self }
    }

    /// Sets the nonce of the response's `Content-Security-Policy`, as the application found it.
    ///
    /// `None` means that a nonce is expected but missing: rendering fails with [`MissingNonce`](Error::MissingNonce).
    /// For a response without a nonce, leave this call out.
    #[must_use]
    pub fn with_nonce(self, nonce: Option<impl AsRef<str>>) -> Self {
        let nonce = nonce.map_or(Nonce::Missing, |nonce| Nonce::Known(nonce.as_ref().into()));
        Self { nonce, ..self }
    }

    /// Mints the user's token and renders it for the page, with the response's nonce.
    ///
    /// A token marks the response. For an anonymous visitor, the response counts as a guest's.
    ///
    /// # Errors
    ///
    /// Those of [`VisitorAuth::settings`], [`MissingNonce`](Error::MissingNonce),
    /// [`InvalidNonce`](Error::InvalidNonce), and [`ResponseStarted`](Error::ResponseStarted) for a token if the head has
    /// left unmarked.
    pub fn settings(&self, user: impl AlgomoVisitor) -> Result<Settings, Error> {
        self.mint_settings(&user, None)
    }

    /// Mints the user's token, or `None` for an anonymous visitor. The response is marked as by
    /// [`settings`](Self::settings).
    ///
    /// # Errors
    ///
    /// Those of [`VisitorAuth::token`], and [`ResponseStarted`](Error::ResponseStarted) when the head has left unmarked.
    pub fn token(&self, user: impl AlgomoVisitor) -> Result<Option<VisitorToken>, Error> {
        self.mint_token(&user)
    }

    /// Marks the response before anything is minted, so that tokens may follow in parts that are streamed.
    ///
    /// A mint that is not [enabled](Mint::is_enabled) mints no token: the response then counts as a guest's, and stays cacheable.
    ///
    /// # Errors
    ///
    /// [`ResponseStarted`](Error::ResponseStarted) when the head has left unmarked.
    pub fn mark(&self) -> Result<(), Error> {
        if self.is_enabled() {
            return self.response.mark();
        }
        self.response.ask();
        Ok(())
    }

    /// The hash of the settings script that was rendered for this response, for a `Content-Security-Policy` without a
    /// nonce: `'sha256-…'`, with the quotes. `None` if no script was rendered, as for a guest, and after the head has left.
    ///
    /// If several were rendered, their hashes are separated by spaces, as in a policy.
    pub fn csp_hash(&self) -> Option<String> {
        let hashes: Vec<_> =
            self.response.rendered().iter().filter_map(Settings::csp_hash).collect();
        (!hashes.is_empty()).then(|| hashes.join(" "))
    }

    /// The mark of the response.
    pub fn response(&self) -> &ResponseMark {
        &self.response
    }

    /// Mints for the settings script, which has no nonce in it.
    pub(super) fn settings_without_nonce(
        &self,
        user: &dyn AlgomoVisitor,
    ) -> Result<Settings, Error> {
        self.render(user, None)
    }

    fn render(&self, user: &dyn AlgomoVisitor, nonce: Option<&str>) -> Result<Settings, Error> {
        nonce.map_or(Ok(()), check_nonce)?;
        // Whether there is an auth may depend on the visitor, too.
        self.response.ask();
        let Some(auth) = &self.auth else { return Ok(Settings::default()) };
        auth.settings_if(user, || self.response.mark())?.with_optional_nonce(nonce)
    }
}

/// An explicit nonce wins over the response's.
impl Mint for ResponseMint {
    fn mint_settings(
        &self,
        user: &dyn AlgomoVisitor,
        nonce: Option<&str>,
    ) -> Result<Settings, Error> {
        let nonce = match (nonce, &self.nonce) {
            (Some(nonce), _) => Some(nonce),
            (None, Nonce::Known(nonce)) => Some(&**nonce),
            (None, Nonce::Missing) if self.auth.is_some() => return Err(Error::MissingNonce),
            (None, Nonce::Unused | Nonce::Missing) => None,
        };
        let settings = self.render(user, nonce)?;
        if !settings.is_anonymous() {
            self.response.note_rendered(&settings);
        }
        Ok(settings)
    }

    fn mint_token(&self, user: &dyn AlgomoVisitor) -> Result<Option<VisitorToken>, Error> {
        self.response.ask();
        let Some(auth) = &self.auth else { return Ok(None) };
        let token = auth.token_if(user, || self.response.mark())?;
        Ok(token.map(|(_, token)| token))
    }

    fn is_enabled(&self) -> bool {
        self.auth.is_enabled()
    }
}

impl fmt::Debug for ResponseMint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseMint")
            .field("auth", &self.auth)
            .field("response", &self.response)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::VisitorSecret;
    use crate::visitor::Visitor;

    #[test]
    fn settings_are_kept_until_the_head_leaves() {
        let secret = VisitorSecret::new("an-example-secret-of-over-32-bytes").expect("long enough");
        let outer = ResponseMark::new();
        let auth = Some(VisitorAuth::new(secret));
        let mint = ResponseMint::new(outer.inner()).with_auth(auth);
        for id in 1..3 {
            mint.settings(Visitor::new(id)).expect("the head has not left");
        }
        let hashes = mint.csp_hash();
        assert_eq!(hashes.as_deref().map(|hashes| hashes.split(' ').count()), Some(2));
        // A middleware between the layers may still write the policy.
        let _ = mint.response().send_head();
        assert_eq!(mint.csp_hash(), hashes);
        let _ = outer.send_head();
        assert_eq!(mint.csp_hash(), None);
        mint.settings(Visitor::new(3)).expect("the response is marked");
        assert!(mint.response().rendered().is_empty());
    }
}
