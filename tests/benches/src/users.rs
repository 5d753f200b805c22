//! The users: of two, four and six claims, with names of many kinds.

use core::fmt;

use algomo_core::{AlgomoVisitor, Contract};
use serde::{Deserialize, Serialize};

use crate::floor::Json;

/// A user of the benchmarks, and its claims in the form that each way wants.
pub trait User: AlgomoVisitor + Send + Sync + Sized + 'static {
    /// The contract of its token.
    const CONTRACT: Contract = Contract::VisitorToken;

    /// The claims with texts borrowed from the user.
    type Claims<'a>: Serialize;
    /// The claims with texts of their own.
    type OwnedClaims: Serialize + for<'de> Deserialize<'de>;

    /// The name.
    fn name(&self) -> &str;

    /// A user of this name.
    fn named(name: &str) -> Self;

    /// For a program that was written with care.
    fn claims(&self, exp: u64) -> Self::Claims<'_>;

    /// For a program that was written as the documentation shows it.
    fn owned_claims(&self, exp: u64) -> Self::OwnedClaims;

    /// For the floor.
    fn write_json(&self, exp: u64, out: &mut impl Json);
}

/// `id` and `name`.
#[derive(AlgomoVisitor, Clone, Debug)]
pub struct Two {
    id: i64,
    name: String,
}

/// `id`, `name`, `email` and `companyId`.
#[derive(AlgomoVisitor, Clone, Debug)]
pub struct Four {
    id: i64,
    name: String,
    email: String,
    company_id: u32,
}

/// `id`, `name`, `email`, `avatar`, `companyId` and `companyName`: all but the custom data of the contract `auth-token`, in
/// which every value is text.
#[derive(AlgomoVisitor, Clone, Debug)]
#[algomo(contract = "auth-token")]
pub struct Six {
    id: String,
    name: String,
    email: String,
    avatar: String,
    company_id: String,
    company_name: String,
}

/// The claims of [`Two`], with the expiry.
#[derive(Debug, Deserialize, Serialize)]
pub struct TwoClaims<S> {
    id: i64,
    name: S,
    exp: u64,
}

/// The claims of [`Four`], with the expiry.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FourClaims<S> {
    id: i64,
    name: S,
    email: S,
    company_id: u32,
    exp: u64,
}

/// The claims of [`Six`], with the expiry.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SixClaims<S> {
    id: S,
    name: S,
    email: S,
    avatar: S,
    company_id: S,
    company_name: S,
    exp: u64,
}

impl<S> FourClaims<S> {
    /// The expiry.
    pub fn exp(&self) -> u64 {
        self.exp
    }
}

impl User for Two {
    type Claims<'a> = TwoClaims<&'a str>;
    type OwnedClaims = TwoClaims<String>;

    fn name(&self) -> &str {
        &self.name
    }

    fn named(name: &str) -> Self {
        Self { id: 1042, name: name.to_owned() }
    }

    fn claims(&self, exp: u64) -> TwoClaims<&str> {
        TwoClaims { id: self.id, name: &self.name, exp }
    }

    fn owned_claims(&self, exp: u64) -> TwoClaims<String> {
        TwoClaims { id: self.id, name: self.name.clone(), exp }
    }

    fn write_json(&self, exp: u64, out: &mut impl Json) {
        out.put(b"{\"id\":");
        out.put_number(self.id);
        out.put(b",\"name\":\"");
        out.put_text(&self.name);
        out.put(b"\",\"exp\":");
        out.put_number(exp);
        out.put(b"}");
    }
}

impl User for Four {
    type Claims<'a> = FourClaims<&'a str>;
    type OwnedClaims = FourClaims<String>;

    fn name(&self) -> &str {
        &self.name
    }

    fn named(name: &str) -> Self {
        Self { id: 1042, name: name.to_owned(), email: "ada@example.com".into(), company_id: 314 }
    }

    fn claims(&self, exp: u64) -> FourClaims<&str> {
        let Self { id, name, email, company_id } = self;
        FourClaims { id: *id, name, email, company_id: *company_id, exp }
    }

    fn owned_claims(&self, exp: u64) -> FourClaims<String> {
        let Self { id, name, email, company_id } = self.clone();
        FourClaims { id, name, email, company_id, exp }
    }

    fn write_json(&self, exp: u64, out: &mut impl Json) {
        out.put(b"{\"id\":");
        out.put_number(self.id);
        out.put(b",\"name\":\"");
        out.put_text(&self.name);
        out.put(b"\",\"email\":\"");
        out.put_text(&self.email);
        out.put(b"\",\"companyId\":");
        out.put_number(self.company_id);
        out.put(b",\"exp\":");
        out.put_number(exp);
        out.put(b"}");
    }
}

impl User for Six {
    const CONTRACT: Contract = Contract::AuthToken;

    type Claims<'a> = SixClaims<&'a str>;
    type OwnedClaims = SixClaims<String>;

    fn name(&self) -> &str {
        &self.name
    }

    fn named(name: &str) -> Self {
        Self {
            id: "0b6f3b5e-6f0c-4a53-9d5e-2f6a4f0c7d11".into(),
            name: name.to_owned(),
            email: "ada@example.com".into(),
            avatar: "https://example.com/avatars/ada.png".into(),
            company_id: "314".into(),
            company_name: "Analytical Engines Ltd".into(),
        }
    }

    fn claims(&self, exp: u64) -> SixClaims<&str> {
        let Self { id, name, email, avatar, company_id, company_name } = self;
        SixClaims { id, name, email, avatar, company_id, company_name, exp }
    }

    fn owned_claims(&self, exp: u64) -> SixClaims<String> {
        let Self { id, name, email, avatar, company_id, company_name } = self.clone();
        SixClaims { id, name, email, avatar, company_id, company_name, exp }
    }

    fn write_json(&self, exp: u64, out: &mut impl Json) {
        out.put(b"{\"id\":\"");
        out.put_text(&self.id);
        out.put(b"\",\"name\":\"");
        out.put_text(&self.name);
        out.put(b"\",\"email\":\"");
        out.put_text(&self.email);
        out.put(b"\",\"avatar\":\"");
        out.put_text(&self.avatar);
        out.put(b"\",\"companyId\":\"");
        out.put_text(&self.company_id);
        out.put(b"\",\"companyName\":\"");
        out.put_text(&self.company_name);
        out.put(b"\",\"exp\":");
        out.put_number(exp);
        out.put(b"}");
    }
}

/// A name's length, and whether every character of it needs a JSON escape.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    bytes: usize,
    escapes: bool,
}

/// From a usual name to one of 10 KB.
pub const NAMES: [Name; 8] = [
    Name { bytes: 10, escapes: false },
    Name { bytes: 100, escapes: false },
    Name { bytes: 1_000, escapes: false },
    Name { bytes: 10_000, escapes: false },
    Name { bytes: 10, escapes: true },
    Name { bytes: 100, escapes: true },
    Name { bytes: 1_000, escapes: true },
    Name { bytes: 10_000, escapes: true },
];

impl Name {
    /// The name.
    pub fn text(self) -> String {
        let characters = if self.escapes { "\"\\\n\u{1}" } else { "Ada Lovela" };
        characters.chars().cycle().take(self.bytes).collect()
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.escapes { "escapes" } else { "plain" };
        write!(f, "{kind}-{}", self.bytes)
    }
}
