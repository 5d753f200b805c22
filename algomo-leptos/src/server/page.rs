//! The two elements of the page, and the report if the visitor is anonymous because of an error.

use std::sync::Arc;

use algomo_core::{Mint, Settings, Visitor, VisitorAuth};
use leptos::nonce::use_nonce;
use leptos::prelude::{Callable, Callback, use_context};

use super::{Options, response};
use crate::error::SettingsError;
use crate::maybe_text::MaybeText;
use crate::user::Answer;

/// What one run of the component found in its props and contexts.
pub(super) struct Page {
    auth: Option<Box<dyn Mint + Send>>,
    nonce: Option<String>,
    widget_id: MaybeText,
    on_error: Option<Callback<SettingsError>>,
}

impl Page {
    pub(super) fn new(options: Options) -> Self {
        let nonce = match options.nonce.as_deref() {
            Some(nonce) => Some(nonce.to_owned()),
            None => use_nonce().map(|nonce| nonce.to_string()),
        };
        Self {
            auth: options.auth.into_mint().or_else(contexts_mint),
            nonce,
            widget_id: options.widget_id,
            on_error: options.on_error,
        }
    }

    /// Whether there is a mint, which may be a disabled one.
    pub(super) fn has_mint(&self) -> bool {
        self.auth.is_some()
    }

    /// Whether a token can be minted. Otherwise the user need not be known.
    pub(super) fn may_mint(&self) -> bool {
        self.auth.is_enabled()
    }

    /// Mints, and renders both elements. Call it once for a page, with the contexts of the component's place.
    pub(super) fn html(&self, answer: Answer) -> String {
        let settings = self.settings(answer).unwrap_or_else(|error| {
            report(&error);
            if let Some(on_error) = self.on_error {
                // The callback may have been disposed with its owner.
                on_error.try_run(error);
            }
            self.anonymous()
        });
        both_elements(&settings)
    }

    fn settings(&self, answer: Answer) -> Result<Settings, SettingsError> {
        let auth = self.auth.as_ref().ok_or(SettingsError::MissingAuth)?;
        let visitor = match answer {
            Answer::Known(visitor) => visitor,
            Answer::Failed => return Err(SettingsError::UserFailed),
            Answer::Pending => return Err(SettingsError::UserPending),
        };
        let settings = auth.mint_settings(&visitor, self.nonce.as_deref())?;
        if settings.is_anonymous() {
            response::ask();
        } else if !response::mark() {
            return Err(SettingsError::ResponseStarted);
        }
        Ok(match self.widget_id.as_deref() {
            Some(id) => settings.with_widget_id(id)?,
            None => settings,
        })
    }

    /// What is rendered after an error: the loader, unless the error is in its id or in the nonce.
    fn anonymous(&self) -> Settings {
        let guest = None::<Visitor<'_>>;
        let nonce = self.nonce.as_deref();
        let settings = match (&self.auth, nonce) {
            (Some(auth), _) => auth.mint_settings(&guest, nonce),
            (None, Some(nonce)) => Settings::default().with_nonce(nonce),
            (None, None) => Ok(Settings::default()),
        };
        let settings = settings.and_then(|settings| match self.widget_id.as_deref() {
            Some(id) => settings.with_widget_id(id),
            None => Ok(settings),
        });
        settings.unwrap_or_default()
    }
}

fn contexts_mint() -> Option<Box<dyn Mint + Send>> {
    if let Some(auth) = use_context::<VisitorAuth>() {
        return Some(Box::new(auth));
    }
    let auth: Arc<dyn Mint + Send + Sync> = use_context()?;
    Some(Box::new(auth))
}

const EMPTY: &str = "<script></script>";

/// What a page without settings and without a loader has.
pub(super) const BOTH_EMPTY: &str = "<script></script><script></script>";

/// The settings' element and the loader's, in this order, and an empty one in place of each that is missing.
///
/// The client renders two elements, whatever the server knows. Browsers do not run empty scripts, and no policy forbids
/// them.
fn both_elements(settings: &Settings) -> String {
    let mut html = settings.settings_element().to_string();
    if html.is_empty() {
        html.push_str(EMPTY);
    }
    let loader = settings.loader_element().to_string();
    html + if loader.is_empty() { EMPTY } else { &loader }
}

/// The one event. The error's text holds no value of a claim or a secret.
fn report(error: &SettingsError) {
    if *error == SettingsError::MissingAuth {
        tracing::warn!(target: "algomo_leptos", %error, "the Algomo visitor is anonymous");
    } else {
        tracing::error!(target: "algomo_leptos", %error, "the Algomo visitor is anonymous");
    }
}
