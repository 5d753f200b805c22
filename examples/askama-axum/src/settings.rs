//! What the environment says: the mint, the widget, and where the database is.

use std::env::{self, VarError};
use std::error::Error;
use std::fmt::Display;
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use algomo_core::{VisitorAuth, VisitorSecret};

use crate::database::Database;
use crate::sessions;

pub(crate) struct Settings {
    pub(crate) auth: VisitorAuth,
    pub(crate) widget: Widget,
    pub(crate) database: Database,
    pub(crate) session_seconds: u32,
    pub(crate) port: u16,
}

/// Which chat widget the pages load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Widget {
    /// Algomo's own.
    Algomo,
    /// Ours, for development.
    StandIn,
}

impl Settings {
    pub(crate) fn from_env() -> Result<Self, Box<dyn Error>> {
        let (auth, widget) = mint()?;
        let auth = match setting("ALGOMO_TTL_SECONDS")? {
            Some(seconds) => auth.with_ttl(Duration::from_secs(seconds))?,
            None => auth,
        };
        let path: Option<String> = setting("DATABASE")?;
        let database = Database::open(path.as_deref().map(Path::new))
            .map_err(|error| format!("cannot open the database (DATABASE): {error}"))?;
        Ok(Self {
            auth,
            widget,
            database,
            session_seconds: setting("SESSION_SECONDS")?.unwrap_or(8 * 60 * 60),
            port: setting("PORT")?.unwrap_or(3000),
        })
    }
}

/// In production everything comes from the environment: `ALGOMO_SECRET`, `ALGOMO_WIDGET_ID`, and `ALGOMO_CONTRACT` if the widget
/// takes `authToken`. Without a widget's id the same pages load the stand-in, from another address.
fn mint() -> Result<(VisitorAuth, Widget), Box<dyn Error>> {
    if env::var_os("ALGOMO_WIDGET_ID").is_some() {
        return Ok((VisitorAuth::from_env()?, Widget::Algomo));
    }
    let auth = if env::var_os("ALGOMO_SECRET").is_some() {
        VisitorAuth::from_env()?
    } else {
        // Good for the stand-in only: Algomo's own widget needs the secret that Algomo issued.
        VisitorAuth::new(VisitorSecret::new(sessions::random_text::<32>()?)?)
    };
    let auth = auth
        .with_widget_id(standin_widget::WIDGET_ID)?
        .with_loader_url(standin_widget::SCRIPT_PATH)?;
    Ok((auth, Widget::StandIn))
}

/// An environment variable as a `T`: `None` if it is unset, an error that names it if it is not a `T`.
fn setting<T: FromStr<Err: Display>>(name: &str) -> Result<Option<T>, String> {
    match env::var(name) {
        Ok(text) => text.parse().map(Some).map_err(|error| format!("{name}: {error}")),
        Err(VarError::NotPresent) => Ok(None),
        Err(error @ VarError::NotUnicode(_)) => Err(format!("{name}: {error}")),
    }
}
