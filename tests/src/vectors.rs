//! The tokens of `tests/vectors`: data that no JWT library wrote.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use algomo_core::{VisitorAuth, VisitorSecret};
use serde::Deserialize;
use serde_json::{Map, Value};

/// A token that a mint has to reproduce byte for byte.
#[derive(Debug, Deserialize)]
pub struct TokenCase {
    /// What the case is about.
    pub name: String,
    /// `visitor-token` or `auth-token`.
    pub contract: String,
    /// The secret's text.
    pub secret: String,
    /// The expiry, in seconds since 1970.
    pub exp: u64,
    /// The payload.
    pub claims: Map<String, Value>,
    /// The token.
    pub token: String,
}

/// A token that another language's library minted.
#[derive(Debug, Deserialize)]
pub struct ForeignCase {
    /// The library that minted it.
    pub library: String,
    /// The library's language.
    pub language: String,
    /// The token.
    pub token: String,
    /// What is remarkable about it.
    pub note: Option<String>,
    /// The payload.
    pub claims: Map<String, Value>,
    /// The secret's text, unless it is given in base64.
    pub secret: Option<String>,
    /// The key's bytes in base64, where the library decoded its secret.
    pub secret_base64: Option<String>,
}

/// A token that a verifier has to refuse.
#[derive(Debug, Deserialize)]
pub struct RefusedCase {
    /// What is wrong with it.
    pub why: String,
    /// The token.
    pub token: String,
}

/// Tokens to refuse, and the secret to try them with.
#[derive(Debug, Deserialize)]
pub struct RefusedCases {
    /// The secret's text.
    pub secret: String,
    /// The tokens.
    pub cases: Vec<RefusedCase>,
}

/// The tokens to reproduce.
///
/// # Panics
///
/// When the file is not what it was.
pub fn tokens() -> Vec<TokenCase> {
    #[derive(Deserialize)]
    struct File {
        cases: Vec<TokenCase>,
    }

    let file: File =
        serde_json::from_str(include_str!("../vectors/tokens.json")).expect("the vectors parse");
    file.cases
}

/// The tokens to accept.
///
/// # Panics
///
/// When the file is not what it was.
pub fn minted_by_others() -> Vec<ForeignCase> {
    serde_json::from_str(include_str!("../vectors/minted-by-others.json"))
        .expect("the vectors parse")
}

/// The tokens to refuse.
///
/// # Panics
///
/// When the file is not what it was.
pub fn must_be_rejected() -> RefusedCases {
    serde_json::from_str(include_str!("../vectors/must-be-rejected.json"))
        .expect("the vectors parse")
}

impl TokenCase {
    /// A text claim of the case, which has to be there.
    ///
    /// # Panics
    ///
    /// When it is not.
    pub fn text(&self, claim: &str) -> &str {
        self.claims[claim].as_str().expect("a text claim")
    }

    /// A text claim of the case, if it is there.
    ///
    /// # Panics
    ///
    /// When it is not text.
    pub fn maybe_text(&self, claim: &str) -> Option<&str> {
        self.claims.get(claim).map(|value| value.as_str().expect("a text claim"))
    }

    /// A mint with the case's secret, at the time that gives its `exp`.
    ///
    /// # Panics
    ///
    /// When the secret is refused.
    pub fn auth(&self) -> VisitorAuth {
        let secret = VisitorSecret::new(&self.secret)
            .or_else(|_| VisitorSecret::new_allowing_short(&self.secret))
            .expect("a secret");
        mint_at(secret, self.exp - VisitorAuth::DEFAULT_TTL.as_secs())
    }
}

/// A mint whose clock stands at `now`, in seconds since 1970.
pub fn mint_at(secret: VisitorSecret, now: u64) -> VisitorAuth {
    VisitorAuth::new(secret).with_clock(move || at(now))
}

/// The time `seconds` after 1970.
pub fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}
