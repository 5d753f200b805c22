//! The two contracts of the widget.

use core::fmt;

/// Which contract of Algomo's visitor authentication a token is written for.
///
/// Algomo's documentation has described two contracts, and a widget takes one of them. The contract decides the key in
/// `window.algomoSettings`, the claims that a token may carry, and how numbers are written.
///
/// | | [`VisitorToken`](Self::VisitorToken) (default) | [`AuthToken`](Self::AuthToken) |
/// | --- | --- | --- |
/// | [settings key](Self::settings_key) | `visitorToken` | `authToken` |
/// | [claims](Self::claims), in order | `id`, `name`, `email`, `companyId`, `companyName` | `id`, `name`, `email`, `avatar`, `companyId`, `companyName`, `customData` |
/// | `id` and `companyId` | a string or an integer | a string: an integer is sent as its decimal digits |
///
/// An integer outside ±(2^53 − 1) is sent as a string in both contracts: a JavaScript reader would round it (RFC 8259,
/// section 6), and two users would share an id.
///
/// The snippet in Algomo's own settings page names the key that your widget takes. Set the contract once for the whole
/// application, with [`VisitorAuth::with_contract`](crate::VisitorAuth::with_contract).
///
/// ```
/// use algomo_core::Contract;
///
/// assert_eq!(Contract::default(), Contract::VisitorToken);
/// assert_eq!(Contract::AuthToken.settings_key(), "authToken");
/// assert!(Contract::VisitorToken.claims().all(|claim| claim != "avatar"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Contract {
    /// `visitorToken`, the contract that the documentation described first.
    #[default]
    VisitorToken,
    /// `authToken`, the contract that the documentation describes today.
    AuthToken,
}

impl Contract {
    /// All contracts, the default first.
    pub const ALL: &[Self] = &[Self::VisitorToken, Self::AuthToken];

    /// The contract's name, as `#[algomo(contract = "…")]` and `ALGOMO_CONTRACT` take it: `visitor-token` or `auth-token`.
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
}

/// Writes the [name](Contract::name).
impl fmt::Display for Contract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
