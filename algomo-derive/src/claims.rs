//! The claims, how an attribute spells them, and which contract has which: the derive's copy of the table in algomo-core,
//! which a test holds against the original.

/// A claim that a field or a function can be mapped to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Claim {
    Id,
    Name,
    Email,
    Avatar,
    CompanyId,
    CompanyName,
    /// `companyName` as the first document spells it.
    CompanyNamy,
    /// One entry of `customData`.
    Custom,
    /// All of `customData`.
    CustomData,
}

/// Every spelling that an attribute takes, and a field's name is compared with.
const SPELLINGS: &[(&str, Claim)] = &[
    ("id", Claim::Id),
    ("name", Claim::Name),
    ("email", Claim::Email),
    ("avatar", Claim::Avatar),
    ("company_id", Claim::CompanyId),
    ("companyId", Claim::CompanyId),
    ("company_name", Claim::CompanyName),
    ("companyName", Claim::CompanyName),
    ("companyNamy", Claim::CompanyNamy),
    ("custom", Claim::Custom),
    ("custom_data", Claim::CustomData),
    ("customData", Claim::CustomData),
];

impl Claim {
    /// The claim that an attribute spells so.
    pub(crate) fn from_spelling(spelling: &str) -> Option<Self> {
        SPELLINGS.iter().find(|(known, _)| *known == spelling).map(|(_, claim)| *claim)
    }

    /// The claim that a field of this name is mapped to by itself. A field that is called `custom` is no claim: as an
    /// option the word says that the field's name is the key.
    pub(crate) fn from_field_name(name: &str) -> Option<Self> {
        Self::from_spelling(name).filter(|claim| *claim != Self::Custom)
    }

    /// How the attribute spells it, in the form that messages recommend.
    pub(crate) fn spelling(self) -> &'static str {
        SPELLINGS.iter().find(|(_, claim)| *claim == self).map_or("", |(spelling, _)| *spelling)
    }

    /// The claim's key in a token. Entries of `customData` share its key.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Email => "email",
            Self::Avatar => "avatar",
            Self::CompanyId => "companyId",
            Self::CompanyName => "companyName",
            Self::CompanyNamy => "companyNamy",
            Self::Custom | Self::CustomData => "customData",
        }
    }
}

/// The contract that `#[algomo(contract = "…")]` names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Contract {
    #[default]
    VisitorToken,
    AuthToken,
}

impl Contract {
    pub(crate) const ALL: [Self; 2] = [Self::VisitorToken, Self::AuthToken];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::VisitorToken => "visitor-token",
            Self::AuthToken => "auth-token",
        }
    }

    /// The claims' keys, in the order in which they are sent.
    pub(crate) const fn claims(self) -> &'static [&'static str] {
        match self {
            Self::VisitorToken => {
                &["id", "name", "email", "companyId", "companyName", "companyNamy"]
            }
            Self::AuthToken => {
                &["id", "name", "email", "avatar", "companyId", "companyName", "customData"]
            }
        }
    }

    pub(crate) fn has(self, claim: Claim) -> bool {
        self.claims().contains(&claim.key())
    }

    /// What an attribute can say under this contract, for a message: `id, name, …`.
    pub(crate) fn options(self) -> String {
        let claims = SPELLINGS.iter().filter(|(spelling, claim)| {
            self.has(*claim) && *spelling == claim.spelling() && *claim != Claim::CompanyNamy
        });
        claims.map(|(spelling, _)| *spelling).collect::<Vec<_>>().join(", ")
    }
}
