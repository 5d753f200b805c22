//! The two contracts of the widget, and the one table of what each supports.

use core::fmt;

/// Which revision of Algomo's visitor authentication a token is written for.
///
/// The documentation changed while the product grew, and a widget speaks one revision only. The contract decides the key
/// in `window.algomoSettings`, the claims that a token may carry, and how numbers are written.
///
/// | | [`VisitorToken`](Self::VisitorToken) (default) | [`AuthToken`](Self::AuthToken) |
/// | --- | --- | --- |
/// | [settings key](Self::settings_key) | `visitorToken` | `authToken` |
/// | [claims](Self::claims), in order | `id`, `name`, `email`, `companyId`, `companyName` | `id`, `name`, `email`, `avatar`, `companyId`, `companyName`, `customData` |
/// | `id` and `companyId` | a string or an integer | a string: an integer is sent as its decimal digits |
///
/// An integer outside ±(2^53 − 1) is a string in both: a JavaScript reader would round it (RFC 8259, section 6), and two
/// users would share an id.
///
/// ```
/// use algomo_core::Contract;
///
/// assert_eq!(Contract::default(), Contract::VisitorToken);
/// assert_eq!(Contract::AuthToken.settings_key(), "authToken");
/// assert!(!Contract::VisitorToken.claims().contains(&"avatar"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Contract {
    /// `visitorToken`, what the widget has always taken.
    #[default]
    VisitorToken,
    /// `authToken`, of the documentation's newer revisions.
    AuthToken,
}

/// The claims of each contract in the order in which they are sent. `companyNamy` is how the first document spells
/// `companyName`, and takes its place.
const VISITOR_TOKEN_CLAIMS: &[&str] =
    &["id", "name", "email", "companyId", "companyName", "companyNamy"];
const AUTH_TOKEN_CLAIMS: &[&str] =
    &["id", "name", "email", "avatar", "companyId", "companyName", "customData"];

impl Contract {
    /// The contract's name, as `#[algomo(contract = "…")]` takes it: `visitor-token` or `auth-token`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::VisitorToken => "visitor-token",
            Self::AuthToken => "auth-token",
        }
    }

    /// The key in `window.algomoSettings` that carries the token.
    pub const fn settings_key(self) -> &'static str {
        match self {
            Self::VisitorToken => "visitorToken",
            Self::AuthToken => "authToken",
        }
    }

    /// The claims that a token of this contract may carry, in the order in which they are sent.
    pub const fn claims(self) -> &'static [&'static str] {
        match self {
            Self::VisitorToken => VISITOR_TOKEN_CLAIMS,
            Self::AuthToken => AUTH_TOKEN_CLAIMS,
        }
    }

    /// Whether both are the same contract; `==` for constants, which can't call a trait's method.
    #[doc(hidden)]
    pub const fn same_as(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::VisitorToken, Self::VisitorToken) | (Self::AuthToken, Self::AuthToken)
        )
    }
}

impl fmt::Display for Contract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
