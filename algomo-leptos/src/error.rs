//! Why a page was sent without the token that it should have carried.

use core::fmt;
use std::error::Error;

/// Why the visitor stayed anonymous although the page may have had a user. It never holds the value of a secret or of a
/// claim, nor the text of the application's own errors.
///
/// The type is the same on both sides, so that a function for `on_error` compiles on both. It is called on the server.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SettingsError {
    /// Neither the context nor the prop `auth` has a mint.
    MissingAuth,
    /// The function or the resource in the prop `user` has an `Err` in place of a user.
    UserFailed,
    /// The user had not arrived when the page was written.
    UserPending,
    /// The component was created after the response's headers had been sent, or the page is rendered to a file.
    ResponseStarted,
    /// The mint refused the user, the nonce or the widget id.
    Refused(algomo_core::Error),
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MissingAuth => {
                "no VisitorAuth: provide it as context around the app, or pass a mint in the prop `auth`"
            }
            Self::UserFailed => {
                "the user could not be loaded: the function or resource in the prop `user` has an error in place of a user"
            }
            Self::UserPending => {
                "the user had not arrived when the page was written: a LocalResource loads in the browser only, and the fallback of a Suspense does not wait"
            }
            Self::ResponseStarted => {
                "the component was created after the response's headers had been sent without Cache-Control: no-store, so no token may follow: call algomo_leptos::mark_uncacheable() in a parent component or in the context function of the routes, and put the layer of algomo-axum or algomo-actix around them (a page of SsrMode::Static never carries a token)"
            }
            Self::Refused(error) => return write!(f, "the visitor's token was not minted: {error}"),
        })
    }
}

impl Error for SettingsError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Refused(error) => Some(error),
            _ => None,
        }
    }
}

impl From<algomo_core::Error> for SettingsError {
    fn from(error: algomo_core::Error) -> Self {
        match error {
            algomo_core::Error::ResponseStarted => Self::ResponseStarted,
            error => Self::Refused(error),
        }
    }
}
