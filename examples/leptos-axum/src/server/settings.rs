//! The app's settings, from the environment.

use std::env::{self, VarError};
use std::error::Error;
use std::fmt::Display;
use std::str::FromStr;

use algomo_core::{VisitorAuth, VisitorSecret};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::Shop;
use super::client::Client;
use super::sample_data;
use super::sessions::Sessions;

/// Which chat widget a page loads.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Widget {
    /// Algomo's own: the mint was given the widget's id, so the component adds the loader.
    Real,
    /// Ours, for development.
    StandIn,
}

impl Shop {
    pub(super) fn from_env() -> Result<Self, Box<dyn Error>> {
        let widget_id: Option<String> = setting("ALGOMO_WIDGET_ID")?;
        let secret = if widget_id.is_some() || env::var_os("ALGOMO_SECRET").is_some() {
            VisitorSecret::from_env("ALGOMO_SECRET")?
        } else {
            // Good for the stand-in only: Algomo's own widget needs the secret that Algomo issued.
            VisitorSecret::new(random_text::<32>())?
        };
        let mut auth = VisitorAuth::new(secret);
        let mut widget = Widget::StandIn;
        if let Some(id) = widget_id {
            auth = auth.with_widget_id(id)?;
            widget = Widget::Real;
        }
        let mut customers = sample_data::samples();
        if let Some(path) = setting::<String>("CUSTOMERS")? {
            customers
                .extend(sample_data::read(&path).map_err(|error| format!("CUSTOMERS: {error}"))?);
        }
        let has_context: bool = setting("PROVIDE_VISITOR_AUTH")?.unwrap_or(true);
        Ok(Self {
            auth,
            has_context,
            sessions: Sessions::of(customers),
            widget,
            client: Client::beside_the_server(),
        })
    }
}

/// An environment variable as a `T`: `None` if it is unset, an error that names it if it is not a `T`.
pub(super) fn setting<T: FromStr<Err: Display>>(name: &str) -> Result<Option<T>, String> {
    match env::var(name) {
        Ok(text) => text.parse().map(Some).map_err(|error| format!("{name}: {error}")),
        Err(VarError::NotPresent) => Ok(None),
        Err(error @ VarError::NotUnicode(_)) => Err(format!("{name}: {error}")),
    }
}

/// `N` bytes from the operating system's generator, as base64: text that nobody can guess.
pub(super) fn random_text<const N: usize>() -> String {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system has randomness");
    URL_SAFE_NO_PAD.encode(bytes)
}
