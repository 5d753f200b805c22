//! The claims: how an attribute spells each, and which contracts have it.
//!
//! algomo-core has the original of this table, and a test compares the two.

/// The contract that `#[algomo(contract = "…")]` names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Contract {
    #[default]
    VisitorToken,
    AuthToken,
}

use self::Contract::{AuthToken, VisitorToken};

/// What the derive knows about a claim.
struct Row {
    claim: Claim,
    /// How an attribute spells it. Messages recommend the first spelling.
    spellings: &'static [&'static str],
    /// The key in the token. Entries of `customData` share its key.
    key: &'static str,
    contracts: &'static [Contract],
    value: Value,
    /// The trait of `algomo_core::__private` by which a field sets the claim.
    field: &'static str,
    /// The function of `algomo_core::__private` that sets the claim.
    setter: &'static str,
}

/// What a claim's value may be.
#[derive(Clone, Copy)]
pub(crate) enum Value {
    Id,
    OptionalId,
    Text,
    CustomData,
}

impl Value {
    /// The public trait that the value's type has to implement.
    pub(crate) fn bound(self) -> &'static str {
        match self {
            Self::Id => "IdClaim",
            Self::OptionalId => "OptionalIdClaim",
            Self::Text => "TextClaim",
            Self::CustomData => "CustomDataClaim",
        }
    }

    /// The function of `algomo_core::__private` that calls a user's function.
    pub(crate) fn caller(self) -> &'static str {
        match self {
            Self::Id => "id_of",
            Self::OptionalId => "optional_id_of",
            Self::Text => "text_of",
            Self::CustomData => "custom_data_of",
        }
    }
}

/// Declares the claims in the order in which the expansion sets them.
macro_rules! claims {
    ($(
        $(#[$doc:meta])*
        $claim:ident: $spellings:expr, $key:literal, $contracts:expr, $value:ident, $field:literal, $setter:literal;
    )*) => {
        /// A claim that a field or a function can be mapped to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Claim {
            $($(#[$doc])* $claim,)*
        }

        const TABLE: &[Row] = &[$(Row {
            claim: Claim::$claim,
            spellings: &$spellings,
            key: $key,
            contracts: &$contracts,
            value: Value::$value,
            field: $field,
            setter: $setter,
        },)*];
    };
}

claims! {
    Id: ["id"], "id", [VisitorToken, AuthToken], Id, "IdField", "new";
    Name: ["name"], "name", [VisitorToken, AuthToken], Text, "NameField", "name";
    Email: ["email"], "email", [VisitorToken, AuthToken], Text, "EmailField", "email";
    Avatar: ["avatar"], "avatar", [AuthToken], Text, "AvatarField", "avatar";
    CompanyId: ["company_id", "companyId"], "companyId", [VisitorToken, AuthToken], OptionalId, "CompanyIdField", "company_id";
    CompanyName: ["company_name", "companyName"], "companyName", [VisitorToken, AuthToken], Text, "CompanyNameField", "company_name";
    /// `companyName` as the first document spells it.
    CompanyNamy: ["companyNamy"], "companyNamy", [VisitorToken], Text, "CompanyNamyField", "company_namy";
    /// All of `customData`. It is set before single entries, so that those win over the map's.
    CustomData: ["custom_data", "customData"], "customData", [AuthToken], CustomData, "CustomDataField", "custom_data";
    /// One entry of `customData`.
    Custom: ["custom"], "customData", [AuthToken], Text, "CustomField", "custom";
}

impl Claim {
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.claim)
    }

    /// The claim that an attribute spells like this.
    pub(crate) fn from_spelling(spelling: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.spellings.contains(&spelling)).map(|row| row.claim)
    }

    /// The claim as which a field of this name is sent without an option. A field that is called `custom` is not a claim: as an
    /// option, `custom` says that the field's name is the key.
    pub(crate) fn from_field_name(name: &str) -> Option<Self> {
        Self::from_spelling(name).filter(|claim| *claim != Self::Custom)
    }

    /// How the attribute spells it, in the form that messages recommend.
    pub(crate) fn spelling(self) -> &'static str {
        self.row().spellings[0]
    }

    /// The claim's key in a token. Entries of `customData` share its key.
    pub(crate) fn key(self) -> &'static str {
        self.row().key
    }

    pub(crate) fn value(self) -> Value {
        self.row().value
    }

    /// The trait of `algomo_core::__private` by which a field sets the claim.
    pub(crate) fn field(self) -> &'static str {
        self.row().field
    }

    /// The function of `algomo_core::__private` that sets the claim.
    pub(crate) fn setter(self) -> &'static str {
        self.row().setter
    }

    fn row(self) -> &'static Row {
        // The table has the enum's variants in the enum's order.
        &TABLE[self as usize]
    }
}

impl Contract {
    pub(crate) const ALL: [Self; 2] = [VisitorToken, AuthToken];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            VisitorToken => "visitor-token",
            AuthToken => "auth-token",
        }
    }

    pub(crate) fn has(self, claim: Claim) -> bool {
        claim.row().contracts.contains(&self)
    }

    /// The claims that an attribute can name under this contract, for a message: `id, name, …`.
    pub(crate) fn options(self) -> String {
        let claims = Claim::all().filter(|claim| self.has(*claim) && *claim != Claim::CompanyNamy);
        claims.map(Claim::spelling).collect::<Vec<_>>().join(", ")
    }
}
