//! The mint: one value for the whole application that turns users into tokens and pages.

use core::fmt;
use core::time::Duration;
use std::sync::Arc;
use std::time::SystemTime;

use crate::claim::MAX_EXACT;
use crate::clock::Clock;
use crate::contract::Contract;
use crate::error::Error;
use crate::fresh::Fresh;
use crate::secret::VisitorSecret;
use crate::settings::{Nonce, Page, Settings, check_widget_id};
use crate::signer::Hs256Signer;
use crate::token::{BESIDE_PAYLOAD, Payload, VisitorToken};
use crate::visitor::{AlgomoVisitor, Visitor};

/// The longest life of a token, and the longest leeway of the verifier.
const MAX_TTL: Duration = Duration::from_secs(60 * 60);

/// Mints the tokens of an application: the scheduled key, the life of a token, and the widget's id.
///
/// Made once, at the start, and shared: a clone is cheap, and any number of threads use it without a lock.
///
/// ```
/// use algomo_core::{AlgomoVisitor, VisitorAuth, VisitorSecret};
///
/// #[derive(AlgomoVisitor)]
/// struct User {
///     id: i64,
///     name: String,
///     #[algomo(skip)]
///     password_hash: String,
/// }
///
/// let auth = VisitorAuth::new(VisitorSecret::new("an-example-secret-of-over-32-bytes")?);
///
/// let user = User { id: 1, name: "John Doe".into(), password_hash: "…".into() };
/// let settings = auth.settings(&user)?;
/// assert!(settings.to_string().starts_with(r#"<script>window.algomoSettings = {"visitorToken":"eyJ0"#));
///
/// // Nobody is logged in: nothing is rendered.
/// assert_eq!(auth.settings(&None::<User>)?.to_string(), "");
/// # Ok::<(), algomo_core::Error>(())
/// ```
#[derive(Clone)]
pub struct VisitorAuth {
    pub(crate) signer: Arc<Hs256Signer>,
    ttl: Duration,
    #[cfg(feature = "verify")]
    pub(crate) leeway: Duration,
    widget_id: Option<Arc<str>>,
    pub(crate) clock: Clock,
}

impl VisitorAuth {
    /// The life of a token, as Algomo recommends it: 30 seconds. The widget takes the token over as it starts.
    pub const DEFAULT_TTL: Duration = Duration::from_secs(30);

    /// Schedules the secret's key. The secret itself is wiped, not kept.
    #[expect(clippy::needless_pass_by_value, reason = "a secret that is given away is wiped here")]
    pub fn new(secret: VisitorSecret) -> Self {
        Self {
            signer: Arc::new(Hs256Signer::new(&secret)),
            ttl: Self::DEFAULT_TTL,
            #[cfg(feature = "verify")]
            leeway: Duration::ZERO,
            widget_id: None,
            clock: Clock::System,
        }
    }

    /// Sets the life of a token: whole seconds, from 1 s to 1 h.
    ///
    /// # Errors
    ///
    /// [`TtlOutOfRange`](Error::TtlOutOfRange).
    pub fn with_ttl(self, ttl: Duration) -> Result<Self, Error> {
        if ttl.subsec_nanos() != 0 || ttl.is_zero() || ttl > MAX_TTL {
            return Err(Error::TtlOutOfRange { ttl });
        }
        Ok(Self { ttl, ..self })
    }

    /// Adds the widget's loader behind the settings, so that the two can't come in the wrong order.
    ///
    /// The id is what Algomo shows in the widget's installation snippet, 24 hexadecimal digits.
    ///
    /// # Errors
    ///
    /// [`InvalidWidgetId`](Error::InvalidWidgetId) for an id that could break out of its attribute.
    pub fn with_widget_id(self, id: impl AsRef<str>) -> Result<Self, Error> {
        let id = id.as_ref();
        check_widget_id(id)?;
        Ok(Self { widget_id: Some(id.into()), ..self })
    }

    /// Takes the time from `clock` instead of the system, for tests.
    ///
    /// Without it, on Linux, the time of a new token is that of the kernel's last tick, up to 10 ms ago
    /// (`CLOCK_REALTIME_COARSE` in `clock_gettime(2)`): just after the turn of a second, `exp` is one second earlier.
    #[must_use]
    pub fn with_clock(self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self { clock: Clock::Injected(Arc::new(clock)), ..self }
    }

    /// Sets by how much the verifier's clock may be off: whole seconds, at most 1 h, 0 s by default.
    ///
    /// A token is then accepted until `exp` plus the leeway (RFC 7519, section 4.1.4).
    ///
    /// # Errors
    ///
    /// [`LeewayOutOfRange`](Error::LeewayOutOfRange).
    #[cfg(feature = "verify")]
    pub fn with_leeway(self, leeway: Duration) -> Result<Self, Error> {
        if leeway.subsec_nanos() != 0 || leeway > MAX_TTL {
            return Err(Error::LeewayOutOfRange { leeway });
        }
        Ok(Self { leeway, ..self })
    }

    /// Mints the user's token, or `None` for an anonymous visitor.
    ///
    /// # Errors
    ///
    /// [`EmptyId`](Error::EmptyId), [`UnsupportedClaim`](Error::UnsupportedClaim),
    /// [`CompanyNameTwice`](Error::CompanyNameTwice) or [`ClockOutOfRange`](Error::ClockOutOfRange).
    pub fn token<V: AlgomoVisitor + ?Sized>(
        &self,
        user: &V,
    ) -> Result<Option<VisitorToken>, Error> {
        let visitor = user.visitor();
        let page = self.page(visitor.as_ref(), V::CONTRACT, None)?;
        let Some(payload) = &page.payload else {
            return Ok(None);
        };
        let mut token = Fresh::with_room(payload.json_len_hint(), BESIDE_PAYLOAD);
        page.write_token(&mut token)?;
        Ok(Some(VisitorToken::new(token.into_string())))
    }

    /// Mints the user's token and renders it for the page.
    ///
    /// # Errors
    ///
    /// Those of [`token`](Self::token).
    pub fn settings<V: AlgomoVisitor + ?Sized>(&self, user: &V) -> Result<Settings, Error> {
        let visitor = user.visitor();
        Ok(Settings::render(&self.page(visitor.as_ref(), V::CONTRACT, None)?))
    }

    /// Writes what [`token`](Self::token) yields, or nothing for an anonymous visitor. Returns whether there was a token.
    ///
    /// Allocates nothing itself; of the claims, custom data does, and what the application computes.
    ///
    /// # Errors
    ///
    /// Those of [`token`](Self::token), before anything is written, or [`Write`](Error::Write) when `out` fails.
    pub fn write_token<V: AlgomoVisitor + ?Sized>(
        &self,
        user: &V,
        out: &mut (impl fmt::Write + ?Sized),
    ) -> Result<bool, Error> {
        let visitor = user.visitor();
        let page = self.page(visitor.as_ref(), V::CONTRACT, None)?;
        page.write_token(out)?;
        Ok(page.payload.is_some())
    }

    /// Writes what [`settings`](Self::settings) yields, with an optional nonce. Returns whether there was a token.
    ///
    /// Allocates nothing itself; of the claims, custom data does, and what the application computes.
    ///
    /// # Errors
    ///
    /// Those of [`settings`](Self::settings) and [`InvalidNonce`](Error::InvalidNonce), before anything is written, or
    /// [`Write`](Error::Write) when `out` fails.
    ///
    /// ```
    /// # use algomo_core::{AlgomoVisitor, VisitorAuth, VisitorSecret};
    /// # #[derive(AlgomoVisitor)] struct User { id: u32 }
    /// # let auth = VisitorAuth::new(VisitorSecret::new("an-example-secret-of-over-32-bytes")?);
    /// let mut page = String::from("<head>");
    /// let has_token = auth.write_settings(&User { id: 1 }, Some("bm9uY2U="), &mut page)?;
    /// assert!(has_token && page.starts_with(r#"<head><script nonce="bm9uY2U=">"#));
    /// # Ok::<(), algomo_core::Error>(())
    /// ```
    pub fn write_settings<V: AlgomoVisitor + ?Sized>(
        &self,
        user: &V,
        nonce: Option<&str>,
        out: &mut (impl fmt::Write + ?Sized),
    ) -> Result<bool, Error> {
        let visitor = user.visitor();
        let page = self.page(visitor.as_ref(), V::CONTRACT, nonce)?;
        page.write_html(out)?;
        Ok(page.payload.is_some())
    }

    /// Checks everything that [`token`](Self::token) checks, and returns a value that signs and writes the token when it is
    /// displayed, straight into its place. For template engines.
    ///
    /// The user is taken by value or by reference, and asked for its claims twice: for the checks, and to write them.
    ///
    /// # Errors
    ///
    /// Those of [`token`](Self::token).
    pub fn token_display<'a, V: AlgomoVisitor + 'a>(
        &'a self,
        user: V,
    ) -> Result<impl fmt::Display + use<'a, V>, Error> {
        let exp = self.page(user.visitor().as_ref(), V::CONTRACT, None)?.exp();
        Ok(TokenDisplay { auth: self, user, exp })
    }

    /// Checks everything that [`write_settings`](Self::write_settings) checks, and returns a value that signs and writes
    /// the HTML when it is displayed, straight into its place. For template engines.
    ///
    /// The user is taken by value or by reference, and asked for its claims twice: for the checks, and to write them.
    ///
    /// Safe in the same places as [`Settings`].
    ///
    /// # Errors
    ///
    /// Those of [`settings`](Self::settings) and [`InvalidNonce`](Error::InvalidNonce).
    pub fn settings_display<'a, V: AlgomoVisitor + 'a>(
        &'a self,
        user: V,
        nonce: Option<&'a str>,
    ) -> Result<impl fmt::Display + use<'a, V>, Error> {
        let exp = self.page(user.visitor().as_ref(), V::CONTRACT, nonce)?.exp();
        Ok(SettingsDisplay { auth: self, user, nonce, exp })
    }

    /// Checks all there is to check, so that a page is never half written.
    fn page<'a>(
        &'a self,
        visitor: Option<&'a Visitor<'a>>,
        contract: Contract,
        nonce: Option<&'a str>,
    ) -> Result<Page<'a>, Error> {
        self.page_until(visitor, contract, nonce, || self.expiry())
    }

    /// A page whose token has the `exp` that `expiry` says; it is asked only when there is a token.
    fn page_until<'a>(
        &'a self,
        visitor: Option<&'a Visitor<'a>>,
        contract: Contract,
        nonce: Option<&'a str>,
        expiry: impl FnOnce() -> Result<u64, Error>,
    ) -> Result<Page<'a>, Error> {
        let nonce = nonce.map(Nonce::new).transpose()?;
        let payload = match visitor {
            None => None,
            Some(visitor) => {
                check_claims(visitor, contract)?;
                Some(Payload { visitor, contract, exp: expiry()? })
            }
        };
        let widget_id = self.widget_id.as_deref();
        Ok(Page { signer: &self.signer, payload, contract, widget_id, nonce })
    }

    /// The `exp` of a token that is minted now: seconds since 1970.
    fn expiry(&self) -> Result<u64, Error> {
        let exp = self.clock.coarse_seconds()?.saturating_add(self.ttl.as_secs());
        if exp > MAX_EXACT { Err(Error::ClockOutOfRange) } else { Ok(exp) }
    }
}

/// The last line behind the derive's checks, for an `AlgomoVisitor` that was written by hand.
fn check_claims(visitor: &Visitor<'_>, contract: Contract) -> Result<(), Error> {
    if visitor.id.is_empty() {
        return Err(Error::EmptyId);
    }
    if visitor.company_name.is_some() && visitor.company_namy.is_some() {
        return Err(Error::CompanyNameTwice);
    }
    match visitor.outside_of(contract) {
        Some(claim) => Err(Error::UnsupportedClaim { claim, contract }),
        None => Ok(()),
    }
}

impl fmt::Debug for VisitorAuth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VisitorAuth")
            .field("ttl", &self.ttl)
            .field("widget_id", &self.widget_id)
            .finish_non_exhaustive()
    }
}

/// A user that was checked, to be signed and written when it is displayed.
struct SettingsDisplay<'a, V> {
    auth: &'a VisitorAuth,
    user: V,
    nonce: Option<&'a str>,
    /// `None` for an anonymous visitor.
    exp: Option<u64>,
}

impl<V: AlgomoVisitor> fmt::Display for SettingsDisplay<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { auth, user, nonce, exp } = self;
        let visitor = user.visitor();
        checked_page::<V>(auth, visitor.as_ref(), *nonce, *exp)?.write_html(f)
    }
}

/// The same for the bare token.
struct TokenDisplay<'a, V> {
    auth: &'a VisitorAuth,
    user: V,
    exp: Option<u64>,
}

impl<V: AlgomoVisitor> fmt::Display for TokenDisplay<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { auth, user, exp } = self;
        let visitor = user.visitor();
        checked_page::<V>(auth, visitor.as_ref(), None, *exp)?.write_token(f)
    }
}

/// The page of a user that was checked before: it fails only where the user now has other claims.
fn checked_page<'a, V: AlgomoVisitor>(
    auth: &'a VisitorAuth,
    visitor: Option<&'a Visitor<'a>>,
    nonce: Option<&'a str>,
    exp: Option<u64>,
) -> Result<Page<'a>, fmt::Error> {
    let expiry = || exp.ok_or(Error::ClockOutOfRange);
    auth.page_until(visitor, V::CONTRACT, nonce, expiry).map_err(|_| fmt::Error)
}
