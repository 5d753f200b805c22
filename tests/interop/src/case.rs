//! A user, the token of ours that says who it is, and what its claims must be.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use algomo_core::{
    AlgomoVisitor, Contract, Error, IdClaim, IdValue, Visitor, VisitorAuth, VisitorSecret,
};
use serde_json::{Map, Value};

/// The life of the tokens minted here; the clock is set back from `exp` by as much.
const TTL: Duration = Duration::from_secs(30);

/// The largest integer that a JavaScript reader holds exactly.
const MAX_EXACT: u128 = (1 << 53) - 1;

/// One user with all that a token needs.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) contract: Contract,
    pub(crate) secret: String,
    pub(crate) exp: u64,
    pub(crate) user: User,
    /// What the token must say, not computed by algomo-core.
    pub(crate) claims: Value,
}

impl Case {
    /// The token that our crates mint, or the error.
    pub(crate) fn mint(&self) -> Result<String, String> {
        let auth = auth(&self.secret, just_before(self.exp))?;
        let user = Declared { user: &self.user, contract: self.contract };
        let token = auth.token(&user).map_err(|error| refusal(&error))?;
        Ok(token.ok_or("our mint took the user for an anonymous one")?.as_str().to_owned())
    }
}

/// A user for whom our mint has to refuse a token, and why.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    pub(crate) case: Case,
    pub(crate) error: Error,
}

impl Refused {
    /// Checks that the mint refuses the user for that reason.
    pub(crate) fn check(&self) -> Result<(), String> {
        match self.case.mint() {
            Err(error) if error == refusal(&self.error) => Ok(()),
            Err(error) => Err(format!("{error}, expected: {}", self.error)),
            Ok(_) => Err("minted".into()),
        }
    }
}

fn refusal(error: &Error) -> String {
    format!("our mint refused it: {error}")
}

/// The user with secrets on both sides of every length that some library asks for.
pub(crate) fn secrets_of_any_length(sample: &Case) -> Vec<Case> {
    let case = |bytes: usize| Case {
        name: format!("a secret of {bytes} bytes"),
        secret: "k".repeat(bytes),
        ..sample.clone()
    };
    [1, 15, 16, 31, 32, 63, 64, 65].into_iter().map(case).collect()
}

/// The second in which a token must be minted so as to expire in the second `exp`.
pub(crate) fn just_before(exp: u64) -> u64 {
    exp.saturating_sub(TTL.as_secs())
}

/// What mints and verifies with a secret. Its clock stands at `now`, in seconds since 1970.
pub(crate) fn auth(secret: &str, now: u64) -> Result<VisitorAuth, String> {
    // Some cases have a short secret; other tests check that short ones are refused by default.
    let secret = VisitorSecret::new_allowing_short(secret).map_err(|error| error.to_string())?;
    auth_with(secret, now)
}

/// As [`auth`], with a secret of any bytes.
pub(crate) fn auth_with(secret: VisitorSecret, now: u64) -> Result<VisitorAuth, String> {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(now);
    VisitorAuth::new(secret)
        .with_clock(move || now)
        .with_ttl(TTL)
        .map_err(|error| error.to_string())
}

/// Every claim of both contracts.
#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: Id,
    pub(crate) name: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) avatar: Option<String>,
    pub(crate) company_id: Option<Id>,
    pub(crate) company_name: Option<String>,
    pub(crate) company_namy: Option<String>,
    pub(crate) custom: BTreeMap<String, String>,
}

impl User {
    /// A user of whom only the id is known.
    pub(crate) fn new(id: Id) -> Self {
        Self {
            id,
            name: None,
            email: None,
            avatar: None,
            company_id: None,
            company_name: None,
            company_namy: None,
            custom: BTreeMap::new(),
        }
    }

    /// The claims as the contract wants them, written down a second time so as not to test algomo-core against itself.
    pub(crate) fn claims(&self, contract: Contract, exp: u64) -> Value {
        let texts = [
            ("name", &self.name),
            ("email", &self.email),
            ("avatar", &self.avatar),
            ("companyName", &self.company_name),
            ("companyNamy", &self.company_namy),
        ];
        let mut claims = Map::new();
        claims.insert("id".into(), self.id.claim(contract));
        if let Some(id) = &self.company_id {
            claims.insert("companyId".into(), id.claim(contract));
        }
        for (claim, text) in texts {
            if let Some(text) = text {
                claims.insert(claim.into(), text.as_str().into());
            }
        }
        if !self.custom.is_empty() {
            let entries =
                self.custom.iter().map(|(key, value)| (key.clone(), value.as_str().into()));
            claims.insert("customData".into(), Value::Object(entries.collect()));
        }
        claims.insert("exp".into(), exp.into());
        Value::Object(claims)
    }

    fn visitor(&self) -> Visitor<'_> {
        Visitor::new(&self.id)
            .name(&self.name)
            .email(&self.email)
            .avatar(&self.avatar)
            .company_id(&self.company_id)
            .company_name(&self.company_name)
            .company_namy(&self.company_namy)
            .custom_data((!self.custom.is_empty()).then_some(&self.custom))
    }
}

/// A user who is declared for a contract.
struct Declared<'a> {
    user: &'a User,
    contract: Contract,
}

impl AlgomoVisitor for Declared<'_> {
    fn visitor(&self) -> Option<Visitor<'_>> {
        Some(self.user.visitor().contract(self.contract))
    }
}

/// An id of any type that an application may have.
#[derive(Clone, Debug)]
pub(crate) enum Id {
    I64(i64),
    U64(u64),
    I128(i128),
    U128(u128),
    Text(String),
}

impl Id {
    /// A number where every reader holds it exactly and the contract allows numbers; else text.
    fn claim(&self, contract: Contract) -> Value {
        let (text, magnitude) = match self {
            Self::I64(number) => (number.to_string(), u128::from(number.unsigned_abs())),
            Self::U64(number) => (number.to_string(), u128::from(*number)),
            Self::I128(number) => (number.to_string(), number.unsigned_abs()),
            Self::U128(number) => (number.to_string(), *number),
            Self::Text(text) => return text.as_str().into(),
        };
        match text.parse::<i64>() {
            Ok(number) if magnitude <= MAX_EXACT && contract == Contract::VisitorToken => {
                number.into()
            }
            _ => text.into(),
        }
    }
}

impl IdClaim for Id {
    fn id_claim(&self) -> IdValue<'_> {
        match self {
            Self::I64(number) => number.id_claim(),
            Self::U64(number) => number.id_claim(),
            Self::I128(number) => number.id_claim(),
            Self::U128(number) => number.id_claim(),
            Self::Text(text) => text.id_claim(),
        }
    }
}
