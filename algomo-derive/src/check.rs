//! Which claims a type yields, field by field; what spans the fields is in `rules`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::format_ident;

use crate::claims::{Claim, Contract};
use crate::errors::Errors;
use crate::input::{Data, Field, Input, Record, Style, Variant, unraw};
use crate::options::{Mapping, Only, TypeOptions};
use crate::{rules, suggest};

/// What the expansion writes.
pub(crate) enum Body<'a> {
    Struct(Vec<Mapped<'a>>),
    /// Everything is left to this one field.
    Transparent(&'a Field<'a>),
    Enum(Vec<Arm<'a>>),
}

pub(crate) struct Arm<'a> {
    pub(crate) variant: &'a Variant<'a>,
    pub(crate) body: ArmBody<'a>,
}

pub(crate) enum ArmBody<'a> {
    Anonymous,
    Delegate(&'a Field<'a>),
    Record(Vec<Mapped<'a>>),
}

/// A claim and where it comes from.
pub(crate) struct Mapped<'a> {
    pub(crate) claim: Claim,
    /// The key in `customData`, for [`Claim::Custom`].
    pub(crate) key: String,
    /// What a message marks: the option, or the field that is named like the claim.
    pub(crate) marked: Ident,
    /// `None`: the whole type.
    pub(crate) field: Option<&'a Field<'a>>,
    pub(crate) function: Option<&'a TokenStream>,
}

/// Applies every rule, and yields what to expand. That is of use only when no error was found.
pub(crate) fn check<'a>(input: &'a Input<'a>, errors: &Errors) -> Body<'a> {
    let contract = input.options.contract.unwrap_or_default();
    match &input.data {
        Data::Union(span) => {
            errors.at(*span, "a union has no field that is certain to be there: derive `AlgomoVisitor` on a struct or an enum");
            Body::Struct(Vec::new())
        }
        Data::Struct(record) => match &input.options.transparent {
            Some(option) => transparent(record, option, &input.options, errors),
            None => Body::Struct(check_record(record, contract, errors)),
        },
        Data::Enum(variants) => {
            no_options_of_a_struct(&input.options, errors);
            let arms = variants
                .iter()
                .map(|variant| Arm { variant, body: arm(variant, contract, errors) });
            Body::Enum(arms.collect())
        }
    }
}

fn arm<'a>(variant: &'a Variant<'a>, contract: Contract, errors: &Errors) -> ArmBody<'a> {
    if variant.skip.is_some() || (variant.record.fields.is_empty() && variant.record.only.is_none())
    {
        return ArmBody::Anonymous;
    }
    match variant.delegate() {
        Some(field) => ArmBody::Delegate(field),
        None => ArmBody::Record(check_record(&variant.record, contract, errors)),
    }
}

/// Claims and `only` have no single set of fields to stand on in an enum.
fn no_options_of_a_struct(options: &TypeOptions, errors: &Errors) {
    for mapping in &options.mappings {
        let message = "an enum's claims come from its variants: write this on their fields";
        errors.at(mapping.option.span(), message);
    }
    if let Some(only) = &options.only {
        errors.at(
            only.option.span(),
            "`only` names the fields of one variant: write it on the variant",
        );
    }
    if let Some(transparent) = &options.transparent {
        let message =
            "`transparent` is for a struct of one field: a variant of one field is so by itself";
        errors.at(transparent.span(), message);
    }
}

fn transparent<'a>(
    record: &'a Record<'a>,
    option: &Ident,
    options: &TypeOptions,
    errors: &Errors,
) -> Body<'a> {
    let message = "`transparent` leaves everything to the field: remove this, or `transparent`";
    for mapping in &record.mappings {
        errors.at(mapping.option.span(), message);
    }
    for field in &record.fields {
        for option in field
            .options
            .skip
            .iter()
            .chain(field.options.mappings.iter().map(|mapping| &mapping.option))
        {
            errors.at(option.span(), message);
        }
    }
    if let Some(only) = &record.only {
        errors.at(only.option.span(), message);
    }
    if options.contract.is_some() {
        errors.at(
            option.span(),
            "`transparent` takes the contract of the field's type: remove `contract`",
        );
    }
    if let [field] = record.fields.as_slice() {
        return Body::Transparent(field);
    }
    let count = record.fields.len();
    errors.at(
        option.span(),
        format!("`transparent` is for a struct of one field, and this has {count}"),
    );
    Body::Struct(Vec::new())
}

/// The claims of one struct or variant, after all rules that span its fields.
fn check_record<'a>(
    record: &'a Record<'a>,
    contract: Contract,
    errors: &Errors,
) -> Vec<Mapped<'a>> {
    if let Some(only) = &record.only {
        if record.style != Style::Named {
            errors.at(
                only.option.span(),
                "`only` is for fields with names: write `#[algomo(skip)]` on the others instead",
            );
            return Vec::new();
        }
        only_names_fields(only, record, errors);
    }
    let mut mapped = Vec::new();
    for mapping in &record.mappings {
        mapped.extend(from_option(mapping, None, errors));
    }
    for field in &record.fields {
        map_field(field, record, contract, &mut mapped, errors);
    }
    rules::check(&mapped, record, contract, errors);
    mapped
}

fn map_field<'a>(
    field: &'a Field<'a>,
    record: &Record<'a>,
    contract: Contract,
    mapped: &mut Vec<Mapped<'a>>,
    errors: &Errors,
) {
    let listed = record.only.as_ref().map(|only| only.lists(field));
    let options = &field.options;
    match (listed, options.is_attributed) {
        (Some(false), _) => {
            for mapping in &options.mappings {
                errors.at(
                    mapping.option.span(),
                    "this field is not in `only(…)`: add it there, or remove the claim",
                );
            }
        }
        (Some(true), _) if options.skip.is_some() => {
            let skip = options.skip.as_ref().map_or_else(Span::call_site, Ident::span);
            errors.at(skip, "this field is in `only(…)`: remove it there, or remove `skip`");
        }
        (_, true) => {
            let mappings = options.mappings.iter();
            mapped.extend(mappings.filter_map(|mapping| from_option(mapping, Some(field), errors)));
        }
        (_, false) => match field.name.as_deref().and_then(Claim::from_field_name) {
            Some(claim) => mapped.push(Mapped {
                claim,
                key: String::new(),
                marked: format_ident!("claim", span = field.span()),
                field: Some(field),
                function: None,
            }),
            None => errors.at(field.span(), unmapped(field, record, contract)),
        },
    }
}

/// The claim that an option maps; a custom entry is called after its field unless it has a key.
fn from_option<'a>(
    mapping: &'a Mapping,
    field: Option<&'a Field<'a>>,
    errors: &Errors,
) -> Option<Mapped<'a>> {
    let name = field.and_then(|field| field.name.clone());
    let key = match (&mapping.key, name) {
        (Some(key), _) => key.clone(),
        (None, Some(name)) => name,
        (None, None) if mapping.claim == Claim::Custom => {
            let message = "a field without a name needs a key: `custom(\"plan\")`";
            errors.at(mapping.option.span(), message);
            return None;
        }
        (None, None) => String::new(),
    };
    Some(Mapped {
        claim: mapping.claim,
        key,
        marked: mapping.option.clone(),
        field,
        function: mapping.function.as_ref(),
    })
}

/// What to write for a field that says nothing and is no claim.
fn unmapped(field: &Field<'_>, record: &Record<'_>, contract: Contract) -> String {
    let Some(name) = &field.name else {
        return format!(
            "a field without a name needs an option: `#[algomo(skip)]` to leave it out, or a claim, `#[algomo(id)]` ({})",
            contract.options()
        );
    };
    if suggest::is_sensitive(name) {
        return format!(
            "`{name}` is no claim of Algomo, and looks like something that stays on the server: write `#[algomo(skip)]`"
        );
    }
    let near = suggest::claim_of_field(name, contract);
    match near.filter(|claim| !record.maps(*claim)) {
        Some(claim) => {
            let claim = claim.spelling();
            format!(
                "`{name}` is no claim of Algomo: write `#[algomo({claim})]` to send it as `{claim}`, or `#[algomo(skip)]` to leave it out"
            )
        }
        None => format!(
            "`{name}` is no claim of Algomo: write `#[algomo(skip)]` to leave it out, or name the claim, `#[algomo(name)]` ({})",
            contract.options()
        ),
    }
}

impl Record<'_> {
    /// Whether something asks for the claim already.
    fn maps(&self, claim: Claim) -> bool {
        let is_asked = |mappings: &[Mapping]| mappings.iter().any(|mapping| mapping.claim == claim);
        let is_field = |field: &Field<'_>| {
            let by_name = field.name.as_deref().and_then(Claim::from_field_name);
            is_asked(&field.options.mappings)
                || (!field.options.is_attributed && by_name == Some(claim))
        };
        is_asked(&self.mappings) || self.fields.iter().any(is_field)
    }
}

impl Only {
    pub(crate) fn lists(&self, field: &Field<'_>) -> bool {
        self.fields.iter().any(|listed| Some(unraw(listed)) == field.name)
    }
}

fn only_names_fields(only: &Only, record: &Record<'_>, errors: &Errors) {
    let names = || record.fields.iter().filter_map(|field| field.name.as_deref());
    for (index, listed) in only.fields.iter().enumerate() {
        let name = unraw(listed);
        if !names().any(|known| known == name) {
            let near = suggest::nearest(&name, names().map(|name| (name, name)));
            let hint = near.map_or_else(
                || format!("its fields are {}", names().collect::<Vec<_>>().join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            errors.at(listed.span(), format!("`{}` has no field `{name}`: {hint}", record.ident));
        }
        if let Some(first) = only.fields[..index].iter().find(|first| *first == listed) {
            for twice in [first, listed] {
                errors.at(twice.span(), format!("`{name}` is in `only(…)` twice: remove one"));
            }
        }
    }
}
