//! Which claims a type yields, and from which of its fields.

use proc_macro2::{Ident, Span, TokenStream};
use quote::format_ident;

use crate::claims::Claim;
use crate::errors::Errors;
use crate::input::{Data, Field, Input, Record, Style, Variant, unraw};
use crate::names;
use crate::options::{Mapping, Only, TypeOptions};

/// What the expansion consists of.
pub(crate) enum Body<'a> {
    Struct(Visitor<'a>),
    /// This field is the visitor.
    Transparent(&'a Field<'a>),
    Enum(Vec<Arm<'a>>),
    /// After a mistake that leaves nothing to check.
    Nothing,
}

pub(crate) struct Arm<'a> {
    pub(crate) variant: &'a Variant<'a>,
    pub(crate) body: ArmBody<'a>,
}

pub(crate) enum ArmBody<'a> {
    Anonymous,
    /// This field is the visitor.
    Delegate(&'a Field<'a>),
    Record(Visitor<'a>),
}

/// A visitor that is made of a struct's or a variant's fields.
pub(crate) struct Visitor<'a> {
    pub(crate) record: &'a Record<'a>,
    pub(crate) claims: Vec<Mapped<'a>>,
    /// The fields that have no option and are not named like a claim.
    pub(crate) unmapped: Vec<&'a Field<'a>>,
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
    /// The word `optional`, for an id.
    pub(crate) optional: Option<&'a Ident>,
}

impl<'a> Body<'a> {
    /// After a mistake, the result serves only to check the types of fields.
    pub(crate) fn read(input: &'a Input<'a>, errors: &Errors) -> Self {
        match &input.data {
            Data::Union(span) => {
                errors.at(*span, "the derive cannot know which field of a union is set: derive `AlgomoVisitor` on a struct or an enum");
                Self::Nothing
            }
            Data::Struct(record) => match &input.options.transparent {
                Some(option) => transparent(record, option, &input.options, errors)
                    .map_or(Self::Nothing, Self::Transparent),
                None => Visitor::read(record, errors).map_or(Self::Nothing, Self::Struct),
            },
            Data::Enum(variants) => {
                no_options_of_a_struct(&input.options, errors);
                let arms = variants
                    .iter()
                    .map(|variant| Arm { variant, body: ArmBody::read(variant, errors) });
                Self::Enum(arms.collect())
            }
        }
    }

    /// The visitors that are made of fields.
    pub(crate) fn visitors(&self) -> impl Iterator<Item = &Visitor<'a>> {
        let (one, arms) = match self {
            Self::Struct(visitor) => (Some(visitor), [].as_slice()),
            Self::Transparent(_) | Self::Nothing => (None, [].as_slice()),
            Self::Enum(arms) => (None, arms.as_slice()),
        };
        one.into_iter().chain(arms.iter().filter_map(|arm| match &arm.body {
            ArmBody::Record(visitor) => Some(visitor),
            ArmBody::Anonymous | ArmBody::Delegate(_) => None,
        }))
    }

    /// The fields that are visitors themselves.
    pub(crate) fn contents(&self) -> impl Iterator<Item = &'a Field<'a>> {
        let (one, arms) = match self {
            Self::Struct(_) | Self::Nothing => (None, [].as_slice()),
            Self::Transparent(field) => (Some(*field), [].as_slice()),
            Self::Enum(arms) => (None, arms.as_slice()),
        };
        one.into_iter().chain(arms.iter().filter_map(|arm| match arm.body {
            ArmBody::Delegate(field) => Some(field),
            ArmBody::Anonymous | ArmBody::Record(_) => None,
        }))
    }
}

impl<'a> ArmBody<'a> {
    fn read(variant: &'a Variant<'a>, errors: &Errors) -> Self {
        let record = &variant.record;
        if variant.skip.is_some() || (record.fields.is_empty() && record.only.is_none()) {
            return Self::Anonymous;
        }
        match variant.delegate() {
            Some(field) => Self::Delegate(field),
            None => Visitor::read(record, errors).map_or(Self::Anonymous, Self::Record),
        }
    }
}

/// In an enum each variant has its own claims and its own fields.
fn no_options_of_a_struct(options: &TypeOptions, errors: &Errors) {
    for mapping in &options.mappings {
        errors.at(
            mapping.option.span(),
            "an enum's claims come from its variants: write this on their fields",
        );
    }
    if let Some(only) = &options.only {
        errors.at(
            only.option.span(),
            "`only` names the fields of one variant: write it on the variant",
        );
    }
    if let Some(transparent) = &options.transparent {
        errors.at(
            transparent.span(),
            "`transparent` is for structs: a variant with one field without a name needs no option",
        );
    }
}

fn transparent<'a>(
    record: &'a Record<'a>,
    option: &Ident,
    options: &TypeOptions,
    errors: &Errors,
) -> Option<&'a Field<'a>> {
    let of_fields = record.fields.iter().flat_map(|field| {
        let mapped = field.options.mappings.iter().map(|mapping| &mapping.option);
        field.options.skip.iter().chain(mapped)
    });
    let of_type = record.mappings.iter().map(|mapping| &mapping.option);
    let only = record.only.as_ref().map(|only| &only.option);
    for other in of_type.chain(of_fields).chain(only) {
        errors.at(
            other.span(),
            "`transparent` takes every claim from the field's type: remove this option, or `transparent`",
        );
    }
    if options.contract.is_some() {
        errors.at(
            option.span(),
            "`transparent` takes the contract from the field's type: remove `contract`, or `transparent`",
        );
    }
    let [field] = record.fields.as_slice() else {
        let count = record.fields.len();
        errors.at(
            option.span(),
            format!("`transparent` is for a struct with one field, and this one has {count}"),
        );
        return None;
    };
    // A field that is skipped is not looked at, so that there is no second message about its type.
    field.options.skip.is_none().then_some(field)
}

impl<'a> Visitor<'a> {
    fn read(record: &'a Record<'a>, errors: &Errors) -> Option<Self> {
        if let Some(only) = &record.only {
            if record.style != Style::Named {
                errors.at(
                    only.option.span(),
                    "`only` is for fields with names: write `#[algomo(skip)]` on the other fields instead",
                );
                return None;
            }
            only_names_fields(only, record, errors);
        }
        let of_type = record.mappings.iter();
        let claims = of_type.filter_map(|mapping| Mapped::read(mapping, None, errors)).collect();
        let mut visitor = Self { record, claims, unmapped: Vec::new() };
        for field in &record.fields {
            if visitor.map(field, errors).is_none() {
                visitor.unmapped.push(field);
            }
        }
        Some(visitor)
    }

    /// `None` if the field has no option, and is not named like a claim.
    fn map(&mut self, field: &'a Field<'a>, errors: &Errors) -> Option<()> {
        let listed = self.record.only.as_ref().map(|only| only.lists(field));
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
                self.claims.extend(
                    mappings.filter_map(|mapping| Mapped::read(mapping, Some(field), errors)),
                );
            }
            (_, false) => {
                let claim = Claim::from_field_name(field.name.as_deref()?)?;
                self.claims.push(Mapped {
                    claim,
                    key: String::new(),
                    marked: format_ident!("claim", span = field.span()),
                    field: Some(field),
                    function: None,
                    optional: None,
                });
            }
        }
        Some(())
    }

    /// Whether something is sent as this claim.
    pub(crate) fn has(&self, claim: Claim) -> bool {
        self.claims.iter().any(|one| one.claim == claim)
    }
}

impl<'a> Mapped<'a> {
    /// A custom entry has its field's name for a key, unless the option names one.
    fn read(mapping: &'a Mapping, field: Option<&'a Field<'a>>, errors: &Errors) -> Option<Self> {
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
        Some(Self {
            claim: mapping.claim,
            key,
            marked: mapping.option.clone(),
            field,
            function: mapping.function.as_ref(),
            optional: mapping.optional.as_ref(),
        })
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
            let near = names::nearest(&name, names().map(|name| (name, name)));
            let hint = near.map_or_else(
                || format!("its fields are {}", names().collect::<Vec<_>>().join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            errors.at(listed.span(), format!("`{}` has no field `{name}`: {hint}", record.ident));
        }
        if let Some(first) = only.fields[..index].iter().find(|first| unraw(first) == name) {
            for twice in [first, listed] {
                errors.at(twice.span(), format!("`{name}` is in `only(…)` twice: remove one"));
            }
        }
    }
}
