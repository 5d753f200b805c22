//! The page's part: the settings script, and the widget's loader behind it.

use core::fmt;
use core::ops::Range;

use sha2::{Digest, Sha256};

use crate::contract::Contract;
use crate::error::Error;
use crate::fresh::Fresh;
use crate::signer::Hs256Signer;
use crate::token::{BESIDE_PAYLOAD, Payload, write_token};

// Macros, so that what stands together is one literal: each that is written is a look at the room that is left.
macro_rules! assignment {
    () => {
        "window.algomoSettings = "
    };
}
macro_rules! settings_close {
    () => {
        ";</script>"
    };
}
/// From the end of the settings' tag to the token.
macro_rules! before_token {
    ($settings_key:literal) => {
        concat!(">", assignment!(), "{\"", $settings_key, "\":\"")
    };
}

const SCRIPT_OPEN: &str = "<script";
const ASSIGNMENT: &str = assignment!();
const BEHIND_TOKEN: &str = concat!("\"}", settings_close!());
const SETTINGS_CLOSE: &str = settings_close!();

const LOADER: &str = " src=\"https://app.algomo.com/algomo.min.js\" async defer widget=\"";
const LOADER_CLOSE: &str = "\"></script>";

/// The finished HTML for one response: the settings script, then the widget's loader where there is a widget id.
///
/// `Display` writes it:
///
/// ```html
/// <script>window.algomoSettings = {"visitorToken":"eyJ0eXAi…"};</script>
/// ```
///
/// Safe as element content in `<head>` or `<body>`, unescaped, and nowhere else: not inside an attribute, a `<script>`, a
/// `<style>`, a comment or `<textarea>`. No input from a user can change what it executes: the token is of base64url
/// characters and dots, the nonce and the widget id were checked.
///
/// For an anonymous visitor it is only the loader, or empty. It holds a credential: its `Debug` is redacted, and the
/// response that carries it should be marked with [`CACHE_CONTROL`](crate::http::CACHE_CONTROL).
#[derive(Clone, PartialEq, Eq)]
pub struct Settings {
    html: String,
    /// Where the nonce attribute is in the first of `html`'s tags; empty where there is none. The second tag, if any, has
    /// the same one.
    nonce: Range<usize>,
    /// Where the JSON object is, behind the nonce; empty for an anonymous visitor.
    json: Range<usize>,
}

impl Settings {
    /// Renders without a nonce.
    pub(crate) fn render(page: &Page<'_>) -> Self {
        // Room for the nonce of 44 characters that a policy usually has, in both tags.
        const NONCE_ROOM: usize = 2 * 60;
        let mut html = Fresh::with_room(page.json_len_hint(), page.len_beside_json() + NONCE_ROOM);
        // Never taken: nothing but the writer can fail. Handed on, the error would cost every page a move of the string.
        page.write_html(&mut html).expect("a string takes all");
        let html = html.into_string();
        let json = if page.payload.is_some() {
            let start = SCRIPT_OPEN.len() + 1 + ASSIGNMENT.len();
            start..html.len() - page.loader_len() - SETTINGS_CLOSE.len()
        } else {
            0..0
        };
        let nonce = SCRIPT_OPEN.len()..SCRIPT_OPEN.len();
        Self { html, nonce, json }
    }

    /// Gives every script element the nonce of the response's `Content-Security-Policy`, in place of an earlier one.
    ///
    /// # Errors
    ///
    /// [`InvalidNonce`](Error::InvalidNonce) for anything but a `base64-value` (Content Security Policy Level 3, section
    /// 2.3.1), of the standard or the URL-safe alphabet: a browser would drop the script without a word.
    ///
    /// ```
    /// # use algomo_core::{Visitor, VisitorAuth, VisitorSecret, AlgomoVisitor};
    /// # struct User;
    /// # impl AlgomoVisitor for User { fn visitor(&self) -> Option<Visitor<'_>> { Some(Visitor::new(1)) } }
    /// # let auth = VisitorAuth::new(VisitorSecret::new("an-example-secret-of-over-32-bytes")?);
    /// let settings = auth.settings(&User)?.with_nonce("R0VORVJBVEVEIGFuZXc=")?;
    /// assert!(settings.to_string().starts_with(r#"<script nonce="R0VORVJBVEVEIGFuZXc=">"#));
    /// # Ok::<(), algomo_core::Error>(())
    /// ```
    pub fn with_nonce(mut self, nonce: impl AsRef<str>) -> Result<Self, Error> {
        let nonce = Nonce::new(nonce.as_ref())?;
        let attribute = nonce.to_string();
        if self.html.is_empty() {
            return Ok(self);
        }
        let shift = |place: usize, old: usize| place - old + attribute.len();
        let old = self.nonce.len();
        // From the back, so that the places in front stay where they are.
        if let Some(second) = self.second_tag() {
            self.html.replace_range(second..second + old, &attribute);
        }
        self.html.replace_range(self.nonce.clone(), &attribute);
        self.nonce.end = self.nonce.start + attribute.len();
        if !self.is_anonymous() {
            self.json = shift(self.json.start, old)..shift(self.json.end, old);
        }
        Ok(self)
    }

    /// Where the attributes of the loader begin when it is not the only tag.
    fn second_tag(&self) -> Option<usize> {
        if self.is_anonymous() {
            return None;
        }
        let tag = self.html[self.json.end..].find(SCRIPT_OPEN)?;
        Some(self.json.end + tag + SCRIPT_OPEN.len())
    }

    /// The settings object alone, `{"visitorToken":"…"}`, for an application that fetches a fresh token with a script;
    /// `{}` for an anonymous visitor.
    ///
    /// Safe as a JSON response and in a `<script>` element.
    pub fn json(&self) -> &str {
        if self.is_anonymous() { "{}" } else { &self.html[self.json.clone()] }
    }

    /// The text inside of the settings' script element: `window.algomoSettings = {…};`, or nothing for an anonymous
    /// visitor.
    ///
    /// Safe as the content of a `<script>` element, and nowhere else.
    pub fn script(&self) -> &str {
        if self.is_anonymous() {
            return "";
        }
        &self.html[self.json.start - ASSIGNMENT.len()..=self.json.end]
    }

    /// The hash of the [inline script](Self::script), for a `Content-Security-Policy` without a nonce: `sha256-…`.
    ///
    /// In the header it stands in single quotes, `script-src 'sha256-…'` (Content Security Policy Level 3, section 2.3.1).
    /// It covers the inline script only: a loader needs its host in the policy, `https://app.algomo.com`.
    pub fn csp_hash(&self) -> String {
        format!("sha256-{}", base64_simd::STANDARD.encode_to_string(Sha256::digest(self.script())))
    }

    /// Whether no token is in it.
    pub fn is_anonymous(&self) -> bool {
        self.json.is_empty()
    }
}

impl fmt::Display for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.html)
    }
}

/// Hands over the HTML without a copy.
impl From<Settings> for String {
    fn from(settings: Settings) -> Self {
        settings.html
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("anonymous", &self.is_anonymous()).finish_non_exhaustive()
    }
}

/// A nonce that was checked; `Display` writes the attribute ` nonce="…"`.
#[derive(Clone, Copy)]
pub(crate) struct Nonce<'a>(&'a str);

impl<'a> Nonce<'a> {
    /// `base64-value = 1*( ALPHA / DIGIT / "+" / "/" / "-" / "_" )*2( "=" )`
    pub(crate) fn new(text: &'a str) -> Result<Self, Error> {
        let digits = text.strip_suffix("==").or_else(|| text.strip_suffix('=')).unwrap_or(text);
        let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
        if digits.is_empty() || !digits.bytes().all(is_digit) {
            return Err(Error::InvalidNonce);
        }
        Ok(Self(text))
    }
}

impl fmt::Display for Nonce<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_nonce(Some(*self), f)
    }
}

fn write_nonce<W: fmt::Write + ?Sized>(nonce: Option<Nonce<'_>>, out: &mut W) -> fmt::Result {
    let Some(Nonce(text)) = nonce else {
        return Ok(());
    };
    out.write_str(" nonce=\"")?;
    out.write_str(text)?;
    out.write_char('"')
}

/// Checks a widget id, which is put into an attribute as it is.
pub(crate) fn check_widget_id(id: &str) -> Result<(), Error> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    if id.is_empty() || id.len() > 64 || !id.bytes().all(is_plain) {
        return Err(Error::InvalidWidgetId);
    }
    Ok(())
}

/// Everything that a page needs, checked, so that nothing but the writer can fail from here on.
#[derive(Clone)]
pub(crate) struct Page<'a> {
    pub(crate) signer: &'a Hs256Signer,
    /// `None` for an anonymous visitor.
    pub(crate) payload: Option<Payload<'a>>,
    pub(crate) contract: Contract,
    pub(crate) widget_id: Option<&'a str>,
    pub(crate) nonce: Option<Nonce<'a>>,
}

impl Page<'_> {
    /// The `exp` of the token, if there is one.
    pub(crate) fn exp(&self) -> Option<u64> {
        self.payload.as_ref().map(|payload| payload.exp)
    }

    /// Writes the bare token, or nothing for an anonymous visitor.
    pub(crate) fn write_token<W: fmt::Write + ?Sized>(&self, out: &mut W) -> fmt::Result {
        self.payload.as_ref().map_or(Ok(()), |payload| write_token(self.signer, payload, out))
    }

    /// Writes the settings script and the loader.
    pub(crate) fn write_html<W: fmt::Write + ?Sized>(&self, out: &mut W) -> fmt::Result {
        if self.payload.is_some() {
            out.write_str(SCRIPT_OPEN)?;
            write_nonce(self.nonce, out)?;
            match self.contract {
                Contract::VisitorToken => out.write_str(before_token!("visitorToken"))?,
                Contract::AuthToken => out.write_str(before_token!("authToken"))?,
            }
            self.write_token(out)?;
            out.write_str(BEHIND_TOKEN)?;
        }
        if let Some(id) = self.widget_id {
            out.write_str(SCRIPT_OPEN)?;
            write_nonce(self.nonce, out)?;
            out.write_str(LOADER)?;
            out.write_str(id)?;
            out.write_str(LOADER_CLOSE)?;
        }
        Ok(())
    }

    /// The length of the payload's JSON, as far as it is known beforehand.
    fn json_len_hint(&self) -> usize {
        self.payload.as_ref().map_or(0, Payload::json_len_hint)
    }

    /// The length of the HTML without nonces and without the payload, or a little more.
    fn len_beside_json(&self) -> usize {
        let settings = SCRIPT_OPEN.len()
            + before_token!("visitorToken").len()
            + BESIDE_PAYLOAD
            + BEHIND_TOKEN.len();
        let settings = if self.payload.is_some() { settings } else { 0 };
        settings + self.loader_len()
    }

    /// The length of the loader without a nonce.
    fn loader_len(&self) -> usize {
        let tag = |id: &str| SCRIPT_OPEN.len() + LOADER.len() + id.len() + LOADER_CLOSE.len();
        self.widget_id.map_or(0, tag)
    }
}
