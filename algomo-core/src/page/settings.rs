//! What one response needs: a token, the widget and a nonce.

use core::fmt;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::element;
use super::nonce::check_nonce;
use super::widget::Widget;
use crate::contract::Contract;
use crate::error::Error;
use crate::token::VisitorToken;

/// The settings script for one response, followed by the widget's loader if there is a widget id.
///
/// `Display` writes the page's HTML:
///
/// ```html
/// <script>window.algomoSettings = {"visitorToken":"eyJ0eXAi…"};</script>
/// ```
///
/// Safe as element content in `<head>` or `<body>`, unescaped, and nowhere else: not inside an attribute, a `<script>`, a
/// `<style>`, a comment or a `<textarea>`. In a template engine that escapes values, turn that off for this one (`|safe` in
/// Askama, minijinja and tera, `PreEscaped` in maud). No input from a user can change what it executes: the token consists
/// of base64url characters and dots, and everything else was checked or is escaped.
///
/// For an anonymous visitor it is the loader alone, or empty. A token is a credential: `Debug` does not show it, and the response
/// that carries it has to be sent with [`CACHE_CONTROL`](crate::http::CACHE_CONTROL).
///
/// The default value is empty: no token, no loader.
#[derive(Clone, Default)]
pub struct Settings {
    token: Option<(Contract, VisitorToken)>,
    widget: Arc<Widget>,
    nonce: Option<String>,
}

impl Settings {
    pub(crate) fn new(token: Option<(Contract, VisitorToken)>, widget: Arc<Widget>) -> Self {
        Self { token, widget, nonce: None }
    }

    /// Gives both script elements the nonce of the response's `Content-Security-Policy`, in place of an earlier one.
    ///
    /// # Errors
    ///
    /// [`InvalidNonce`](Error::InvalidNonce) for anything but a `base64-value` (Content Security Policy Level 3, section
    /// 2.3.1), in the standard or the URL-safe alphabet: a browser would drop the script silently.
    ///
    /// ```
    /// # use algomo_core::{Visitor, VisitorAuth, VisitorSecret};
    /// # let auth = VisitorAuth::new(VisitorSecret::new("an-example-secret-of-over-32-bytes")?);
    /// let settings = auth.settings(Visitor::new(1))?.with_nonce("R0VORVJBVEVEIGFuZXc=")?;
    /// assert!(settings.to_string().starts_with(r#"<script nonce="R0VORVJBVEVEIGFuZXc=">"#));
    /// # Ok::<(), algomo_core::Error>(())
    /// ```
    pub fn with_nonce(self, nonce: impl AsRef<str>) -> Result<Self, Error> {
        let nonce = nonce.as_ref();
        check_nonce(nonce)?;
        Ok(Self { nonce: Some(nonce.to_owned()), ..self })
    }

    /// Adds the widget's loader after the settings, in place of the loader of the mint's own
    /// [widget](crate::VisitorAuth::with_widget_id). The mint's loader URL and script attributes stay.
    ///
    /// # Errors
    ///
    /// [`InvalidWidgetId`](Error::InvalidWidgetId) for an id that could break out of its attribute.
    ///
    /// ```
    /// use algomo_core::Settings;
    ///
    /// let settings = Settings::default().with_widget_id("0123456789abcdef01234567")?;
    /// assert!(settings.to_string().ends_with(r#" widget="0123456789abcdef01234567"></script>"#));
    /// # Ok::<(), algomo_core::Error>(())
    /// ```
    pub fn with_widget_id(mut self, id: impl AsRef<str>) -> Result<Self, Error> {
        Arc::make_mut(&mut self.widget).set_id(id.as_ref())?;
        Ok(self)
    }

    /// [`with_nonce`](Self::with_nonce) if there is a nonce.
    pub(crate) fn with_optional_nonce(self, nonce: Option<&str>) -> Result<Self, Error> {
        match nonce {
            Some(nonce) => self.with_nonce(nonce),
            None => Ok(self),
        }
    }

    /// The settings object alone: `{"visitorToken":"…"}`, or `{}` for an anonymous visitor. For an application that fetches a
    /// fresh token with a script.
    ///
    /// Safe as a JSON response and in a `<script>` element.
    pub fn json(&self) -> impl fmt::Display {
        part(move |f| match &self.token {
            Some((contract, token)) => element::write_json(*contract, f, write(token)),
            None => f.write_str("{}"),
        })
    }

    /// The text inside the settings' script element: `window.algomoSettings = {…};`, or nothing for an anonymous visitor.
    ///
    /// Safe as the content of a `<script>` element, and nowhere else.
    pub fn script(&self) -> impl fmt::Display {
        part(move |f| match &self.token {
            Some((contract, token)) => element::write_script(*contract, f, write(token)),
            None => Ok(()),
        })
    }

    /// The settings' script element, or nothing for an anonymous visitor. It is the first half of what `Display` writes, and
    /// [`loader_element`](Self::loader_element) the second, for a page that puts something between the two.
    ///
    /// Safe in the same places as the `Settings` as a whole.
    pub fn settings_element(&self) -> impl fmt::Display {
        part(move |f| match &self.token {
            Some((contract, token)) => {
                element::write_settings(&self.widget, self.nonce(), *contract, f, write(token))
            }
            None => Ok(()),
        })
    }

    /// The loader's script element, or nothing if there is no widget id.
    ///
    /// Safe in the same places as the `Settings` as a whole.
    pub fn loader_element(&self) -> impl fmt::Display {
        part(move |f| element::write_loader(&self.widget, self.nonce(), f))
    }

    /// The hash of the [inline script](Self::script) for a `Content-Security-Policy` without a nonce, with the quotation
    /// marks that the policy needs around it: `'sha256-…'` (Content Security Policy Level 3, section 2.3.1). `None` for an
    /// anonymous visitor, for whom there is no inline script.
    ///
    /// It covers the inline script only: a loader needs its host in the policy, `https://app.algomo.com`.
    ///
    /// ```
    /// # use algomo_core::{Visitor, VisitorAuth, VisitorSecret};
    /// # let auth = VisitorAuth::new(VisitorSecret::new("an-example-secret-of-over-32-bytes")?);
    /// let settings = auth.settings(Visitor::new(1))?;
    /// let hash = settings.csp_hash().unwrap_or_default();
    /// let policy = format!("script-src {hash} https://app.algomo.com");
    /// assert!(policy.starts_with("script-src 'sha256-"));
    /// # Ok::<(), algomo_core::Error>(())
    /// ```
    pub fn csp_hash(&self) -> Option<String> {
        if self.is_anonymous() {
            return None;
        }
        let hash = Sha256::digest(self.script().to_string());
        Some(format!("'sha256-{}'", base64_simd::STANDARD.encode_to_string(hash)))
    }

    /// Whether there is no token.
    pub fn is_anonymous(&self) -> bool {
        self.token.is_none()
    }

    pub(crate) fn widget(&self) -> &Widget {
        &self.widget
    }

    fn write<W: fmt::Write + ?Sized>(&self, out: &mut W) -> fmt::Result {
        if let Some((contract, token)) = &self.token {
            element::write_settings(&self.widget, self.nonce(), *contract, out, write(token))?;
        }
        element::write_loader(&self.widget, self.nonce(), out)
    }

    fn nonce(&self) -> Option<&str> {
        self.nonce.as_deref()
    }
}

/// Writes a token in the place that an element has for it.
fn write<W: fmt::Write + ?Sized>(token: &VisitorToken) -> impl FnOnce(&mut W) -> fmt::Result {
    move |out| out.write_str(token.as_str())
}

impl fmt::Display for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

/// Renders the page's HTML into a string that is allocated once.
impl From<Settings> for String {
    fn from(settings: Settings) -> Self {
        // The elements without the token and a nonce have about 200 bytes, unless there are many attributes.
        const ELEMENTS: usize = 256;
        let token = settings.token.as_ref().map_or(0, |(_, token)| token.as_str().len());
        let mut html = Self::with_capacity(token + ELEMENTS);
        // A string takes everything.
        let _ = settings.write(&mut html);
        html
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("anonymous", &self.is_anonymous()).finish_non_exhaustive()
    }
}

/// A part of the page that a function writes.
fn part<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result>(write: F) -> impl fmt::Display {
    struct Part<F>(F);

    impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> fmt::Display for Part<F> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            (self.0)(f)
        }
    }

    Part(write)
}
