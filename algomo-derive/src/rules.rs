//! The rules on the claims of one visitor, one function each.

use crate::advice::{self, Fit};
use crate::claims::{Claim, Contract};
use crate::errors::Errors;
use crate::input::{Field, Input, Record};
use crate::model::{Body, Mapped, Visitor};
use crate::{names, packed, types};

/// Applies all rules.
pub(crate) fn check(input: &Input<'_>, body: &Body<'_>, errors: &Errors) {
    let contract = input.options.contract.unwrap_or_default();
    for visitor in body.visitors() {
        advice::report(visitor, input, contract, errors);
        if !input.options.is_contract_unknown {
            in_contract(&visitor.claims, contract, errors);
        }
        given_once(&visitor.claims, errors);
        one_company_name(&visitor.claims, errors);
        has_id(visitor, errors);
        id_is_certain(visitor, input, errors);
        keeps_secrets(&visitor.claims, errors);
    }
    if input.is_packed {
        packed::check(body, errors);
    }
}

impl Mapped<'_> {
    fn is_same_claim(&self, other: &Self) -> bool {
        self.claim == other.claim && (self.claim != Claim::Custom || self.key == other.key)
    }

    fn is_same_field(&self, other: &Self) -> bool {
        match (self.field, other.field) {
            (Some(one), Some(other)) => one.member == other.member,
            (None, None) => true,
            _ => false,
        }
    }

    /// The field, if it is sent as it is, and a rule refuses its type.
    pub(crate) fn refused_type(&self) -> Option<&Field<'_>> {
        let is_refused = |field: &&Field<'_>| {
            let is_option = self.claim == Claim::Id && types::is_option(field.ty);
            (is_option && self.optional.is_none()) || types::secret(field.ty).is_some()
        };
        self.field.filter(|_| self.function.is_none()).filter(is_refused)
    }
}

fn in_contract(claims: &[Mapped<'_>], contract: Contract, errors: &Errors) {
    for one in claims.iter().filter(|one| !contract.has(one.claim)) {
        let key = one.claim.key();
        let Some(other) = Contract::ALL.into_iter().find(|other| other.has(one.claim)) else {
            continue;
        };
        let remedy = match one.claim {
            Claim::CompanyNamy => "write `#[algomo(company_name)]`".to_owned(),
            _ => format!(
                "if your widget takes the contract `{other}`, the type needs `#[algomo(contract = \"{other}\")]`; otherwise leave the claim out",
                other = other.name()
            ),
        };
        errors.at(
            one.marked.span(),
            format!("the contract `{}` has no claim `{key}`: {remedy}", contract.name()),
        );
    }
}

fn given_once(claims: &[Mapped<'_>], errors: &Errors) {
    for (index, one) in claims.iter().enumerate() {
        let is_twin =
            |(other, twin): &(usize, &Mapped<'_>)| *other != index && one.is_same_claim(twin);
        let mut twins = claims.iter().enumerate().filter(is_twin).map(|(_, twin)| twin).peekable();
        let Some(first) = twins.peek() else { continue };
        let remedy = if one.is_same_field(first) {
            "remove one"
        } else if one.field.is_none() || twins.any(|twin| twin.field.is_none()) {
            "remove the function of the type, or write `#[algomo(skip)]` on the field"
        } else {
            "keep one, and write `#[algomo(skip)]` on the other"
        };
        let what = match one.claim {
            Claim::Custom => format!("the key `{}` of `customData`", one.key),
            claim => format!("the claim `{}`", claim.key()),
        };
        errors.at(one.marked.span(), format!("{what} is given more than once: {remedy}"));
    }
}

fn one_company_name(claims: &[Mapped<'_>], errors: &Errors) {
    let of = |claim| claims.iter().filter(move |one| one.claim == claim);
    if of(Claim::CompanyName).next().is_some() && of(Claim::CompanyNamy).next().is_some() {
        for one in of(Claim::CompanyName).chain(of(Claim::CompanyNamy)) {
            errors.at(one.marked.span(), "`companyName` and `companyNamy` are two spellings of one claim: keep `companyName`");
        }
    }
}

fn has_id(visitor: &Visitor<'_>, errors: &Errors) {
    let record = visitor.record;
    if record.may_have_id
        || visitor.has(Claim::Id)
        || record.fields.iter().any(|field| may_be_id(field, record))
    {
        return;
    }
    let skipped = record.fields.iter().find_map(|field| {
        let is_id = field.name.as_deref() == Some(Claim::Id.spelling());
        field.options.skip.as_ref().filter(|_| is_id)
    });
    if let Some(skip) = skipped {
        errors.at(
            skip.span(),
            "the id cannot be skipped, because Algomo tells users apart by it: remove `skip`, or write `#[algomo(id)]` on another field",
        );
        return;
    }
    let guest = if record.is_variant {
        "; for an anonymous visitor, write `#[algomo(skip)]` on the variant"
    } else {
        ""
    };
    let name = record.ident;
    errors.at(
        name.span(),
        format!("`{name}` has no id, by which Algomo tells users apart: name a field `id`, or write `#[algomo(id)]` on the field that holds it{guest}"),
    );
}

/// Whether the field has a mistake whose correction may make it the id. The message about that mistake is enough then.
fn may_be_id(field: &Field<'_>, record: &Record<'_>) -> bool {
    let options = &field.options;
    if options.is_attributed {
        return options.skip.is_none() && options.mappings.is_empty();
    }
    if record.only.as_ref().is_some_and(|only| !only.lists(field)) {
        return false;
    }
    match field.name.as_deref() {
        Some(name) => names::claim_of_field(name, Contract::default()) == Some(Claim::Id),
        None => true,
    }
}

/// An absent id would make all visitors without one the same visitor.
fn id_is_certain(visitor: &Visitor<'_>, input: &Input<'_>, errors: &Errors) {
    let ids = visitor.claims.iter().filter(|one| one.claim == Claim::Id && one.function.is_none());
    for (one, field) in ids.filter_map(|one| Some((one, one.field?))) {
        let is_plain = types::is_integer(field.ty) || types::is_string(field.ty);
        match one.optional {
            // The advice for a packed type has the word `optional`.
            None if types::is_option(field.ty) && !input.is_packed => {
                errors.over(field.ty, absent_id(field, visitor.record, input));
            }
            Some(optional) if is_plain => errors.at(
                optional.span(),
                "this id is never absent: remove `optional`, or make the field an `Option`",
            ),
            _ => {}
        }
    }
}

/// What to write for an id in an `Option`.
fn absent_id(field: &Field<'_>, record: &Record<'_>, input: &Input<'_>) -> String {
    let guest = if record.is_variant {
        "add a variant without fields for guests".to_owned()
    } else {
        format!("pass an `Option<{}>`", input.ident)
    };
    let plain = format!("make the field a plain id and {guest}");
    match advice::fit(Claim::Id, field.ty, input) {
        Fit::Itself => format!(
            "an id cannot be absent: {plain}, or write `#[algomo(id, optional)]`; `None` is then an anonymous visitor"
        ),
        Fit::AsText => format!(
            "an id cannot be absent: write `#[algomo({})]`, or `#[algomo(id, optional)]` if the content of the `Option` implements `IdClaim`; `None` is then an anonymous visitor. Or {plain}",
            advice::to_text(Claim::Id, field.ty)
        ),
        Fit::Unknown => format!(
            "an id cannot be absent: write a function, `#[algomo(id = |id| …, optional)]`; `None` is then an anonymous visitor. Or {plain}"
        ),
    }
}

/// Whoever has the page can read the claims.
fn keeps_secrets(claims: &[Mapped<'_>], errors: &Errors) {
    for one in claims {
        let Some(field) = one.refused_type() else { continue };
        let Some(secret) = types::secret(field.ty) else { continue };
        let remedy = match one.claim {
            Claim::Id => {
                "write `#[algomo(skip)]` here, and `#[algomo(id)]` on a field that everyone may see"
            }
            _ => "write `#[algomo(skip)]`",
        };
        errors.over(
            field.ty,
            format!("a `{secret}` stays on the server, and anyone who has the page can read a token's claims: {remedy}"),
        );
    }
}
