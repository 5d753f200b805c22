//! Why a page went out without the token that it should have carried.

use core::fmt;
use std::error::Error;
use std::sync::Arc;

/// Why the visitor stayed anonymous although nobody said so. It never holds the value of a secret or of a claim.
///
/// The type is the same on both sides, so that a function for `on_error` compiles on both; it is called on the server.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum SettingsError {
    /// Neither the context nor the prop `auth` has a `VisitorAuth`.
    MissingAuth,
    /// The mint refused: an `algomo_core::Error`, which is also the [`source`](Error::source).
    Refused(Arc<dyn Error + Send + Sync>),
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingAuth => f.write_str(
                "no VisitorAuth: provide it as context around the app, or hand it over in the prop `auth`",
            ),
            Self::Refused(error) => write!(f, "the visitor's token was not minted: {error}"),
        }
    }
}

impl Error for SettingsError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::MissingAuth => None,
            Self::Refused(error) => Some(&**error),
        }
    }
}

#[cfg(feature = "ssr")]
impl From<algomo_core::Error> for SettingsError {
    fn from(error: algomo_core::Error) -> Self {
        Self::Refused(Arc::new(error))
    }
}
