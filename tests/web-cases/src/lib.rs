//! One table of requests, which algomo-axum and algomo-actix have to answer alike.
//!
//! A [`Case`] is an app, a request and the answer. The app's handler is a list of [`Step`]s, which [`handle`] takes with the
//! extractor of either crate. Each crate's test builds the app on its framework, asks it, and hands the [`Answer`] to
//! [`Case::check`]. [`ScriptCase`] does the same for the settings script.

#![allow(clippy::missing_errors_doc, clippy::missing_panics_doc, reason = "a table for tests")]

mod cases;
mod events;
mod script;
mod users;

use algomo_core::{Error, Mint};

pub use self::cases::cases;
pub use self::events::Events;
pub use self::script::{ScriptCase, Session, script_cases};
pub use self::users::{A, B, DISABLED, NEITHER, User, Who, auth, auth_of_host};

/// An app, a request, and the answer.
#[derive(Clone, Debug)]
pub struct Case {
    /// What the case shows.
    pub name: &'static str,
    /// How often the layer stands around the route.
    pub layers: usize,
    /// Whether the host of the request says which mint is taken; else it is that of [`A`].
    pub tenants: bool,
    /// Where the layer finds the nonce.
    pub nonce: Nonce,
    /// The headers that a guest's page varies by, where they are not the layer's own choice.
    pub vary_by: Option<&'static [&'static str]>,
    /// The request's host.
    pub host: &'static str,
    /// What the handler does.
    pub steps: Vec<Step>,
    status: u16,
    headers: Vec<(&'static str, &'static str)>,
    body: Vec<Part>,
}

/// Where the layer looks for a nonce, and what is there.
#[derive(Clone, Copy, Debug)]
pub enum Nonce {
    /// The app has no nonces.
    Unused,
    /// In an extension of type [`TheNonce`], which another layer stores.
    Extension(Option<&'static str>),
    /// In an extension of type [`TheNonce`], while the other layer stores an [`OtherNonce`].
    OtherExtension(&'static str),
    /// A function yields this one.
    Function(Option<&'static str>),
}

/// The extension in which the layer looks for the nonce.
#[derive(Clone, Debug)]
pub struct TheNonce(pub String);

/// An extension that holds a nonce under another type.
#[derive(Clone, Debug)]
pub struct OtherNonce(pub String);

impl AsRef<str> for TheNonce {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// What a handler does.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Writes the user's settings.
    Settings(Who),
    /// Writes the user's settings with a nonce of the template's own.
    SettingsWithNonce(Who, &'static str),
    /// Writes the user's bare token, or nothing.
    Token(Who),
    /// Writes the hash of the script, or nothing.
    CspHash,
    /// Marks the response.
    Mark,
    /// Writes a text.
    Text(&'static str),
    /// Adds a line to the response's headers.
    Header(&'static str, &'static str),
    /// Sets the response's status, 200 otherwise.
    Status(u16),
}

/// What the body has to hold, as algomo-core alone renders it.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// The settings of a host's mint.
    Settings(&'static str, Who, Option<&'static str>),
    /// The bare token of a host's mint.
    Token(&'static str, Who),
    /// The hash of the settings of a host's mint.
    CspHash(&'static str, Who),
    /// A text.
    Text(&'static str),
    /// The sentence of an error.
    Error(fn() -> Error),
}

/// The extractors, as the handler uses them.
pub trait Extractor: Mint {
    /// The extractor's `settings`.
    fn settings(&self, user: Option<User>) -> Result<algomo_core::Settings, Error>;
    /// The extractor's `token`.
    fn token(&self, user: Option<User>) -> Result<Option<algomo_core::VisitorToken>, Error>;
    /// The extractor's `mark`.
    fn mark(&self) -> Result<(), Error>;
    /// The extractor's `csp_hash`.
    fn csp_hash(&self) -> Option<String>;
}

/// Implements [`Extractor`] for the `Algomo` of a crate, which has methods of the same names.
#[macro_export]
macro_rules! extractor {
    ($name:ident($algomo:ty)) => {
        struct $name($algomo);

        impl algomo_core::Mint for $name {
            fn mint_settings(
                &self,
                user: &dyn algomo_core::AlgomoVisitor,
                nonce: Option<&str>,
            ) -> Result<algomo_core::Settings, algomo_core::Error> {
                self.0.mint_settings(user, nonce)
            }

            fn mint_token(
                &self,
                user: &dyn algomo_core::AlgomoVisitor,
            ) -> Result<Option<algomo_core::VisitorToken>, algomo_core::Error> {
                self.0.mint_token(user)
            }

            fn is_enabled(&self) -> bool {
                self.0.is_enabled()
            }
        }

        impl $crate::Extractor for $name {
            fn settings(
                &self,
                user: Option<$crate::User>,
            ) -> Result<algomo_core::Settings, algomo_core::Error> {
                self.0.settings(user)
            }

            fn token(
                &self,
                user: Option<$crate::User>,
            ) -> Result<Option<algomo_core::VisitorToken>, algomo_core::Error> {
                self.0.token(user)
            }

            fn mark(&self) -> Result<(), algomo_core::Error> {
                self.0.mark()
            }

            fn csp_hash(&self) -> Option<String> {
                self.0.csp_hash()
            }
        }
    };
}

/// A response, on its way from a handler or to a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The lines of the header, with the names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Answer {
    /// The lines of a header, joined as a list.
    pub fn header(&self, name: &str) -> Option<String> {
        let lines = self.headers.iter().filter(|(other, _)| other == name);
        let lines: Vec<_> = lines.map(|(_, value)| value.as_str()).collect();
        (!lines.is_empty()).then(|| lines.join(", "))
    }

    /// The id of the visitor whose token of host [`A`] is in the body, if there is one.
    pub fn visitor(&self) -> Option<String> {
        let mut parts = self.body.split("\"visitorToken\":\"").skip(1);
        let token = parts.next()?.split('"').next()?;
        assert_eq!(parts.next(), None, "one token");
        let visitor = auth(A).verify(token).expect("a valid token");
        Some(visitor.id().to_string())
    }
}

/// Does the steps. An error becomes a response with status 500 and the error's sentence, as a careful app would have it.
pub fn handle(algomo: &impl Extractor, steps: &[Step]) -> Answer {
    page(algomo, steps).unwrap_or_else(|error| Answer {
        status: 500,
        headers: Vec::new(),
        body: error.to_string(),
    })
}

fn page(algomo: &impl Extractor, steps: &[Step]) -> Result<Answer, Error> {
    let mut answer = Answer { status: 200, headers: Vec::new(), body: String::new() };
    for &step in steps {
        match step {
            Step::Settings(who) => answer.body += &algomo.settings(who.user())?.to_string(),
            Step::SettingsWithNonce(who, nonce) => {
                answer.body += &algomo.mint_settings(&who.user(), Some(nonce))?.to_string();
            }
            Step::Token(who) => {
                answer.body +=
                    algomo.token(who.user())?.as_ref().map_or("", |token| token.as_str());
            }
            Step::CspHash => answer.body += &algomo.csp_hash().unwrap_or_default(),
            Step::Mark => algomo.mark()?,
            Step::Text(text) => answer.body += text,
            Step::Header(name, value) => answer.headers.push((name.into(), value.into())),
            Step::Status(status) => answer.status = status,
        }
    }
    Ok(answer)
}

impl Case {
    /// Compares the app's answer with the expected one: status, body, and every line of the header but those of the body's
    /// type and length.
    pub fn check(&self, answer: &Answer) {
        let name = self.name;
        let body: String = self.body.iter().copied().map(Part::text).collect();
        assert_eq!(answer.body, body, "the body: {name}");
        assert_eq!(answer.status, self.status, "the status: {name}");
        assert_eq!(beside_the_body(&answer.headers), sorted(&self.headers), "the headers: {name}");
    }
}

impl Part {
    fn text(self) -> String {
        match self {
            Self::Settings(host, who, nonce) => {
                let settings = auth(host).mint_settings(&who.user(), nonce);
                settings.expect("a good user").to_string()
            }
            Self::Token(host, who) => {
                let token = auth(host).token(who.user()).expect("a good user");
                token.expect("a member").to_string()
            }
            Self::CspHash(host, who) => {
                let settings = auth(host).settings(who.user()).expect("a good user");
                settings.csp_hash().expect("a member")
            }
            Self::Text(text) => text.to_owned(),
            Self::Error(error) => error().to_string(),
        }
    }
}

/// Sorted by name; the lines of one name stay in their order.
fn sorted(headers: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
    let mut headers: Vec<_> = headers.iter().map(owned).collect();
    headers.sort_by(|(one, _), (other, _)| one.cmp(other));
    headers
}

fn beside_the_body(headers: &[(String, String)]) -> Vec<(String, String)> {
    let is_other = |name: &str| !matches!(name, "content-type" | "content-length" | "date");
    let headers: Vec<_> = headers
        .iter()
        .filter(|(name, _)| is_other(name))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    sorted(&headers)
}
