//! The mint: one value for the whole application that turns users into tokens and pages.

use core::fmt;
use core::time::Duration;
use std::sync::Arc;
use std::time::SystemTime;

use super::element;
use super::nonce::check_nonce;
use super::settings::Settings;
use super::widget::Widget;
use crate::claims::MAX_EXACT;
use crate::contract::Contract;
use crate::error::Error;
use crate::token::{
    Clock, Payload, Signer, VisitorSecret, VisitorToken, check_length, mint, write_token,
};
use crate::visitor::{AlgomoVisitor, Visitor};

/// The longest life of a token, and the longest leeway of the verifier.
pub(crate) const MAX_TTL: Duration = Duration::from_secs(60 * 60);

/// Mints an application's tokens: it holds the key's prepared state, the widget's contract and id, and the life of a token.
///
/// Make it once, at startup, and share it: cloning is cheap, and any number of threads can use it without a lock.
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
/// assert_eq!(auth.settings(None::<User>)?.to_string(), "");
/// # Ok::<(), algomo_core::Error>(())
/// ```
#[derive(Clone)]
pub struct VisitorAuth {
    /// `None` if everybody is a guest.
    signer: Option<Arc<Signer>>,
    contract: Option<Contract>,
    ttl: Duration,
    #[cfg(feature = "verify")]
    pub(crate) checks: Checks,
    widget: Arc<Widget>,
    clock: Clock,
    on_error: Option<ErrorHook>,
}

/// Called if a page stays anonymous because of an error.
type ErrorHook = Arc<dyn Fn(&Error) + Send + Sync>;

/// What the verifier allows.
#[cfg(feature = "verify")]
#[derive(Clone, Copy, Default)]
pub(crate) struct Checks {
    pub(crate) leeway: Duration,
    pub(crate) max_life: Option<Duration>,
}

/// A visitor that was checked, and the key to sign it with.
type Signable<'a> = (&'a Signer, Payload<'a>);

impl VisitorAuth {
    /// The life of a token that Algomo recommends: 30 seconds. The widget takes over the token when it starts.
    pub const DEFAULT_TTL: Duration = Duration::from_secs(30);

    /// Prepares the key's state for all tokens to come. The secret itself is wiped, not kept.
    #[expect(clippy::needless_pass_by_value, reason = "the secret is wiped here, by dropping it")]
    pub fn new(secret: VisitorSecret) -> Self {
        Self { signer: Some(Arc::new(Signer::new(&secret))), ..Self::disabled() }
    }

    /// Makes a mint without a secret, for which everybody is a guest. Use it for development without an Algomo account, and for
    /// pages that need only the [loader](Self::with_widget_id).
    ///
    /// ```
    /// use algomo_core::{Visitor, VisitorAuth};
    ///
    /// let auth = VisitorAuth::disabled().with_widget_id("0123456789abcdef01234567")?;
    /// let settings = auth.settings(Visitor::new(1))?;
    /// assert!(settings.is_anonymous() && settings.to_string().starts_with("<script src="));
    /// # Ok::<(), algomo_core::Error>(())
    /// ```
    pub fn disabled() -> Self {
        Self {
            signer: None,
            contract: None,
            ttl: Self::DEFAULT_TTL,
            #[cfg(feature = "verify")]
            checks: Checks::default(),
            widget: Arc::default(),
            clock: Clock::System,
            on_error: None,
        }
    }

    /// Sets the contract of the widget, for the whole application. Minting then fails for a user whose type declares another
    /// contract, or who has a claim that this contract does not have.
    ///
    /// Without it, the contract is the one that the user's type declares, or else [`Contract::VisitorToken`].
    #[must_use]
    pub fn with_contract(self, contract: Contract) -> Self {
        Self { contract: Some(contract), ..self }
    }

    /// Sets the life of a token: a whole number of seconds, from 1 s to 1 h.
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

    /// Adds the widget's loader after the settings, so that the two can't come in the wrong order.
    ///
    /// The id is the one in the installation snippet that Algomo shows for the widget, 24 hexadecimal digits.
    ///
    /// # Errors
    ///
    /// [`InvalidWidgetId`](Error::InvalidWidgetId) for an id that could break out of its attribute.
    pub fn with_widget_id(self, id: impl AsRef<str>) -> Result<Self, Error> {
        self.with_widget(|widget| widget.set_id(id.as_ref()))
    }

    /// Loads the widget from `url` instead of Algomo's address: from a stand-in in development, or from a proxy. The URL begins
    /// with `https://`, `http://` or a single `/`. Without a [widget id](Self::with_widget_id), there is no loader.
    ///
    /// # Errors
    ///
    /// [`InvalidLoaderUrl`](Error::InvalidLoaderUrl).
    pub fn with_loader_url(self, url: impl AsRef<str>) -> Result<Self, Error> {
        self.with_widget(|widget| widget.set_loader_url(url.as_ref()))
    }

    /// Sets further attributes for both script elements, such as a consent manager asks for. They replace those of an earlier
    /// call. Values are escaped.
    ///
    /// # Errors
    ///
    /// [`InvalidScriptAttribute`](Error::InvalidScriptAttribute) for a name that is not lower-case, is given twice, starts
    /// with `on`, or is one of `src`, `nonce`, `widget`, `integrity`, `async`, `defer` and `id`.
    ///
    /// ```
    /// use algomo_core::{Visitor, VisitorAuth};
    ///
    /// let auth = VisitorAuth::disabled()
    ///     .with_widget_id("0123456789abcdef01234567")?
    ///     .with_script_attributes([("data-cookieconsent", "ignore")])?;
    /// let html = auth.settings(Visitor::new(1))?.to_string();
    /// assert!(html.starts_with(r#"<script data-cookieconsent="ignore" src="#));
    /// # Ok::<(), algomo_core::Error>(())
    /// ```
    pub fn with_script_attributes(
        self,
        attributes: impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<str>)>,
    ) -> Result<Self, Error> {
        self.with_widget(|widget| widget.set_attributes(attributes))
    }

    fn with_widget(
        mut self,
        change: impl FnOnce(&mut Widget) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        change(Arc::make_mut(&mut self.widget))?;
        Ok(self)
    }

    /// Takes the time from `clock` instead of the system, for tests and for targets without a clock.
    #[must_use]
    pub fn with_clock(self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self { clock: Clock::Injected(Arc::new(clock)), ..self }
    }

    /// Renders an anonymous page if the mint fails, and calls `hook` once with the error: the page is sent, and the application
    /// still learns what is wrong. Without a hook, the error is returned.
    ///
    /// The errors for an invalid nonce and for a writer that fails are always returned.
    ///
    /// ```
    /// use algomo_core::{Visitor, VisitorAuth, VisitorSecret};
    ///
    /// let auth = VisitorAuth::new(VisitorSecret::new("an-example-secret-of-over-32-bytes")?)
    ///     .anonymous_on_error(|error| eprintln!("the Algomo visitor stays anonymous: {error}"));
    /// assert!(auth.settings(Visitor::new(""))?.is_anonymous());
    /// # Ok::<(), algomo_core::Error>(())
    /// ```
    #[must_use]
    pub fn anonymous_on_error(self, hook: impl Fn(&Error) + Send + Sync + 'static) -> Self {
        Self { on_error: Some(Arc::new(hook)), ..self }
    }

    /// Mints the user's token, or `None` for an anonymous visitor. The user is taken by value or by reference.
    ///
    /// # Errors
    ///
    /// [`BlankId`](Error::BlankId), [`UnsupportedClaim`](Error::UnsupportedClaim),
    /// [`ContractMismatch`](Error::ContractMismatch), [`CompanyNameTwice`](Error::CompanyNameTwice),
    /// [`TokenTooLong`](Error::TokenTooLong), [`ClockOutOfRange`](Error::ClockOutOfRange) or
    /// [`ClockMissing`](Error::ClockMissing).
    pub fn token(&self, user: impl AlgomoVisitor) -> Result<Option<VisitorToken>, Error> {
        Ok(self.token_if(user, || Ok(()))?.map(|(_, token)| token))
    }

    /// Mints the user's token for the page. The user is taken by value or by reference.
    ///
    /// # Errors
    ///
    /// Those of [`token`](Self::token).
    pub fn settings(&self, user: impl AlgomoVisitor) -> Result<Settings, Error> {
        self.settings_if(user, || Ok(()))
    }

    /// Writes what [`settings`](Self::settings) renders, with an optional nonce. Returns whether it has a token.
    ///
    /// It allocates nothing itself. Custom data allocates, and so may the application's own code for the claims.
    ///
    /// # Errors
    ///
    /// Those of [`token`](Self::token) and [`InvalidNonce`](Error::InvalidNonce), before anything is written, or
    /// [`Write`](Error::Write) when `out` fails.
    ///
    /// ```
    /// # use algomo_core::{Visitor, VisitorAuth, VisitorSecret};
    /// # let auth = VisitorAuth::new(VisitorSecret::new("an-example-secret-of-over-32-bytes")?);
    /// let mut page = String::from("<head>");
    /// let has_token = auth.write_settings(Visitor::new(1), Some("bm9uY2U="), &mut page)?;
    /// assert!(has_token && page.starts_with(r#"<head><script nonce="bm9uY2U=">"#));
    /// # Ok::<(), algomo_core::Error>(())
    /// ```
    pub fn write_settings(
        &self,
        user: impl AlgomoVisitor,
        nonce: Option<&str>,
        out: &mut (impl fmt::Write + ?Sized),
    ) -> Result<bool, Error> {
        nonce.map_or(Ok(()), check_nonce)?;
        let visitor = user.visitor();
        let signable = self.signable(visitor.as_ref(), || Ok(()))?;
        if let Some((signer, payload)) = &signable {
            element::write_settings(&self.widget, nonce, payload.contract, out, |out| {
                write_token(signer, payload, out)
            })
            .map_err(write_failed)?;
        }
        element::write_loader(&self.widget, nonce, out).map_err(write_failed)?;
        Ok(signable.is_some())
    }

    /// [`settings`](Self::settings), with a permission that is asked for before a token is signed.
    pub(crate) fn settings_if(
        &self,
        user: impl AlgomoVisitor,
        permission: impl FnOnce() -> Result<(), Error>,
    ) -> Result<Settings, Error> {
        Ok(Settings::new(self.token_if(user, permission)?, Arc::clone(&self.widget)))
    }

    /// [`token`](Self::token) and its contract, with a permission that is asked for before it is signed.
    pub(crate) fn token_if(
        &self,
        user: impl AlgomoVisitor,
        permission: impl FnOnce() -> Result<(), Error>,
    ) -> Result<Option<(Contract, VisitorToken)>, Error> {
        let visitor = user.visitor();
        let Some((signer, payload)) = self.signable(visitor.as_ref(), permission)? else {
            return Ok(None);
        };
        Ok(Some((payload.contract, mint(signer, &payload)?)))
    }

    /// Whether there is a secret to sign with.
    pub(super) fn has_secret(&self) -> bool {
        self.signer.is_some()
    }

    /// What to sign, or `None` for an anonymous visitor. All errors are found here, so that a page is never half written.
    fn signable<'a>(
        &'a self,
        visitor: Option<&'a Visitor<'a>>,
        permission: impl FnOnce() -> Result<(), Error>,
    ) -> Result<Option<Signable<'a>>, Error> {
        let (Some(signer), Some(visitor)) = (&self.signer, visitor) else { return Ok(None) };
        match self.payload(visitor).and_then(|payload| permission().map(|()| payload)) {
            Ok(payload) => Ok(Some((signer, payload))),
            Err(error) => match &self.on_error {
                Some(hook) => {
                    hook(&error);
                    Ok(None)
                }
                None => Err(error),
            },
        }
    }

    #[inline]
    fn payload<'a>(&self, visitor: &'a Visitor<'a>) -> Result<Payload<'a>, Error> {
        let contract = visitor.contract_for(self.contract)?;
        let exp = self.clock.now()?.as_secs().saturating_add(self.ttl.as_secs());
        if exp > MAX_EXACT {
            return Err(Error::ClockOutOfRange);
        }
        let payload = Payload::new(visitor, contract, exp)?;
        check_length(&payload)?;
        Ok(payload)
    }
}

/// `fmt::Error` says no more. A `From` would let an application's own formatting errors pass for ours.
fn write_failed(_: fmt::Error) -> Error {
    Error::Write
}

/// What the verifier needs of the mint.
#[cfg(feature = "verify")]
impl VisitorAuth {
    pub(crate) fn signer(&self) -> Option<&Signer> {
        self.signer.as_deref()
    }

    pub(crate) fn contract(&self) -> Option<Contract> {
        self.contract
    }

    pub(crate) fn now(&self) -> Result<Duration, Error> {
        self.clock.now()
    }
}

impl fmt::Debug for VisitorAuth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VisitorAuth")
            .field("enabled", &self.has_secret())
            .field("contract", &self.contract)
            .field("ttl", &self.ttl)
            .field("widget_id", &self.widget.id())
            .finish_non_exhaustive()
    }
}
