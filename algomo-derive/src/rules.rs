//! The rules on the claims of one struct or variant, one function each.

use syn::Type;

use crate::check::Mapped;
use crate::claims::{Claim, Contract};
use crate::errors::Errors;
use crate::input::{Field, Record};
use crate::suggest;

/// Applies them all.
pub(crate) fn check(
    mapped: &[Mapped<'_>],
    record: &Record<'_>,
    contract: Contract,
    errors: &Errors,
) {
    in_contract(mapped, contract, errors);
    given_once(mapped, errors);
    one_company_name(mapped, errors);
    has_id(mapped, record, errors);
    id_is_certain(mapped, errors);
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
}

fn in_contract(mapped: &[Mapped<'_>], contract: Contract, errors: &Errors) {
    for one in mapped.iter().filter(|one| !contract.has(one.claim)) {
        let key = one.claim.key();
        let Some(other) = Contract::ALL.into_iter().find(|other| other.has(one.claim)) else {
            continue;
        };
        let remedy = match one.claim {
            Claim::CompanyNamy => "write `company_name`".to_owned(),
            _ => format!(
                "write `#[algomo(contract = \"{}\")]` on the type if your widget takes that, or skip the field",
                other.name()
            ),
        };
        errors.at(
            one.marked.span(),
            format!("the contract `{}` has no claim `{key}`: {remedy}", contract.name()),
        );
    }
}

fn given_once(mapped: &[Mapped<'_>], errors: &Errors) {
    for (index, one) in mapped.iter().enumerate() {
        let is_twin =
            |(other, twin): &(usize, &Mapped<'_>)| *other != index && one.is_same_claim(twin);
        let mut twins = mapped.iter().enumerate().filter(is_twin).map(|(_, twin)| twin).peekable();
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

fn one_company_name(mapped: &[Mapped<'_>], errors: &Errors) {
    let of = |claim| mapped.iter().filter(move |one| one.claim == claim);
    if of(Claim::CompanyName).next().is_some() && of(Claim::CompanyNamy).next().is_some() {
        for one in of(Claim::CompanyName).chain(of(Claim::CompanyNamy)) {
            errors.at(one.marked.span(), "`companyName` and `companyNamy` are two spellings of one claim: keep `companyName`");
        }
    }
}

fn has_id(mapped: &[Mapped<'_>], record: &Record<'_>, errors: &Errors) {
    if record.may_have_id
        || mapped.iter().any(|one| one.claim == Claim::Id)
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
            "the id cannot be skipped, Algomo tells users apart by it: remove `skip`, or write `#[algomo(id)]` on another field",
        );
        return;
    }
    let guest = if record.is_variant {
        "; an anonymous visitor is said by `#[algomo(skip)]` on the variant"
    } else {
        ""
    };
    let name = record.ident;
    errors.at(
        name.span(),
        format!("`{name}` has no id, by which Algomo tells users apart: name a field `id`, or write `#[algomo(id)]` on the field that is one{guest}"),
    );
}

/// Whether the field has a mistake whose mending may make it the id: its own error comes first.
fn may_be_id(field: &Field<'_>, record: &Record<'_>) -> bool {
    let options = &field.options;
    if options.is_attributed {
        return options.skip.is_none() && options.mappings.is_empty();
    }
    if record.only.as_ref().is_some_and(|only| !only.lists(field)) {
        return false;
    }
    match field.name.as_deref() {
        Some(name) if Claim::from_field_name(name).is_some() => false,
        Some(name) => suggest::claim_of_field(name, Contract::default()) == Some(Claim::Id),
        None => true,
    }
}

/// An absent id would make all visitors without one the same.
fn id_is_certain(mapped: &[Mapped<'_>], errors: &Errors) {
    let plain_ids = mapped.iter().filter(|one| one.claim == Claim::Id && one.function.is_none());
    for field in plain_ids.filter_map(|one| one.field) {
        if is_option(field.ty) {
            errors.over(
                field.ty,
                "an id cannot be optional: a user without one is a guest, so hand over `Option<User>` instead, or give a function that always yields one, `#[algomo(id = |id| …)]`",
            );
        }
    }
}

pub(crate) fn is_option(ty: &Type) -> bool {
    match ty {
        Type::Group(group) => is_option(&group.elem),
        Type::Paren(paren) => is_option(&paren.elem),
        Type::Reference(reference) => is_option(&reference.elem),
        Type::Path(path) if path.qself.is_none() => path
            .path
            .segments
            .last()
            .is_some_and(|segment| segment.ident == "Option" && !segment.arguments.is_none()),
        _ => false,
    }
}
