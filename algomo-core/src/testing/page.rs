//! A response as it leaves the server.

use core::fmt;

use super::html::Document;
use super::url::Url;

/// A response as it leaves the server: its headers and its HTML.
///
/// It holds a credential, so its `Debug` is redacted.
#[derive(Clone)]
pub struct Page {
    pub(super) headers: Vec<(String, Vec<u8>)>,
    pub(super) body: Vec<u8>,
    /// Whether the body is a script and not HTML.
    pub(super) is_script: bool,
    pub(super) url: Option<Url>,
    pub(super) has_loader_elsewhere: bool,
}

impl Page {
    /// Takes a response's headers and its HTML.
    ///
    /// The headers are pairs of a name and a value: an array, a list, or a `&HeaderMap` of the crate `http`. A header with
    /// several lines is given several times. The body is text or bytes, and is not compressed; a `Content-Encoding` that the
    /// client has left among the headers does no harm.
    pub fn new<N: AsRef<str>, V: AsRef<[u8]>>(
        headers: impl IntoIterator<Item = (N, V)>,
        html: impl AsRef<[u8]>,
    ) -> Self {
        let headers = headers.into_iter();
        Self {
            headers: headers
                .map(|(name, value)| (name.as_ref().to_owned(), value.as_ref().to_owned()))
                .collect(),
            body: html.as_ref().to_owned(),
            is_script: false,
            url: None,
            has_loader_elsewhere: false,
        }
    }

    /// Takes the response of a script that sets `window.algomoSettings`, as the settings script of algomo-axum and
    /// algomo-actix does. The policy of the page that loads the script is not known here, and not checked.
    ///
    /// ```
    /// use algomo_core::testing::Page;
    /// use algomo_core::{Visitor, VisitorAuth, VisitorSecret};
    ///
    /// let auth = VisitorAuth::new(VisitorSecret::new("an-example-secret-of-over-32-bytes")?);
    /// let script = auth.settings(Visitor::new(7))?.script().to_string();
    /// let page = Page::of_settings_script([("Cache-Control", "private, no-store")], script);
    /// let visitor = page.with_loader_elsewhere().known_visitor(&auth)?;
    /// assert_eq!(visitor.id().as_integer(), Some(7));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of_settings_script<N: AsRef<str>, V: AsRef<[u8]>>(
        headers: impl IntoIterator<Item = (N, V)>,
        script: impl AsRef<[u8]>,
    ) -> Self {
        Self { is_script: true, ..Self::new(headers, script) }
    }

    /// Sets the page's own address, for policies with `'self'` or with the application's host. An address without a scheme
    /// and a host counts as unknown.
    ///
    /// Without it, a loader on the page's own host is assumed to match every host that the policy names.
    #[must_use]
    pub fn with_url(self, url: impl AsRef<str>) -> Self {
        Self { url: Url::read(url.as_ref()), ..self }
    }

    /// Says that something other than the page loads the widget, such as a tag manager or a bundle, so that a page without the
    /// loader is not a fault.
    #[must_use]
    pub fn with_loader_elsewhere(self) -> Self {
        Self { has_loader_elsewhere: true, ..self }
    }

    pub(super) fn document(&self) -> Document {
        if self.is_script {
            Document::of_script(String::from_utf8_lossy(&self.body).into_owned())
        } else {
            Document::read(&self.body)
        }
    }
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page").field("bytes", &self.body.len()).finish_non_exhaustive()
    }
}
