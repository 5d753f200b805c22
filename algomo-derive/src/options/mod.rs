//! What the options mean on a type, on a variant and on a field.

mod place;
mod unknown;
mod values;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Attribute;

use self::place::Place;
use self::unknown::refuse_unknown;
pub(crate) use self::values::Only;
use self::values::{check_function, read_contract, read_crate, read_key, read_only};
use crate::attrs::{self, Entry};
use crate::claims::{Claim, Contract};
use crate::errors::Errors;

/// A claim that an option asks for.
pub(crate) struct Mapping {
    pub(crate) claim: Claim,
    /// The key in `customData`, if the option names it.
    pub(crate) key: Option<String>,
    /// The option's name, for messages to mark.
    pub(crate) option: Ident,
    /// The function to call on the field or the user. Without one, the field itself is the value.
    pub(crate) function: Option<TokenStream>,
    /// The word `optional`, for an id: `None` is an anonymous visitor.
    pub(crate) optional: Option<Ident>,
}

pub(crate) struct TypeOptions {
    pub(crate) contract: Option<Contract>,
    /// Whether a contract is written that could not be read. Then it is not known which claims the type may have.
    pub(crate) is_contract_unknown: bool,
    /// The path of algomo-core.
    pub(crate) core: TokenStream,
    pub(crate) transparent: Option<Ident>,
    pub(crate) only: Option<Only>,
    pub(crate) mappings: Vec<Mapping>,
}

#[derive(Default)]
pub(crate) struct VariantOptions {
    /// Whether a claim was written here instead of on a field: it may have been the id.
    pub(crate) has_claim: bool,
    pub(crate) skip: Option<Ident>,
    pub(crate) only: Option<Only>,
}

#[derive(Default)]
pub(crate) struct FieldOptions {
    pub(crate) skip: Option<Ident>,
    pub(crate) mappings: Vec<Mapping>,
    /// Whether the field has any option, even a wrong one. Then no message asks for a claim or `skip`.
    pub(crate) is_attributed: bool,
}

impl TypeOptions {
    pub(crate) fn read(attributes: &[Attribute], errors: &Errors) -> Self {
        let mut options = Self {
            contract: None,
            is_contract_unknown: false,
            core: quote!(::algomo_core),
            transparent: None,
            only: None,
            mappings: Vec::new(),
        };
        let mut optional = Optional::new(Place::Type);
        let mut seen = Seen::default();
        for entry in entries(attributes, errors) {
            match entry.name.to_string().as_str() {
                "contract" => {
                    seen.once(&entry, errors);
                    options.contract = read_contract(&entry, errors).or(options.contract);
                    options.is_contract_unknown = options.contract.is_none();
                }
                "crate" => {
                    seen.once(&entry, errors);
                    options.core = read_crate(&entry, errors).unwrap_or(options.core);
                }
                "transparent" => {
                    seen.word(&entry, errors);
                    options.transparent.get_or_insert(entry.name);
                }
                "only" => {
                    seen.once(&entry, errors);
                    Only::add(&mut options.only, read_only(&entry, errors));
                }
                "optional" => optional.read(entry, &mut seen, errors),
                _ => options.mappings.extend(optional.mapping(entry, errors)),
            }
        }
        optional.apply(&mut options.mappings, errors);
        options
    }
}

impl VariantOptions {
    pub(crate) fn read(attributes: &[Attribute], errors: &Errors) -> Self {
        let mut options = Self::default();
        let mut seen = Seen::default();
        for entry in entries(attributes, errors) {
            match entry.name.to_string().as_str() {
                "skip" => {
                    seen.word(&entry, errors);
                    options.skip.get_or_insert(entry.name);
                }
                "only" => {
                    seen.once(&entry, errors);
                    Only::add(&mut options.only, read_only(&entry, errors));
                }
                spelling if Claim::from_spelling(spelling).is_some() => {
                    options.has_claim = true;
                    errors.at(
                        entry.name.span(),
                        format!("claims belong on the variant's fields: `Variant {{ #[algomo({spelling})] field: … }}`"),
                    );
                }
                _ => refuse_unknown(&entry, Place::Variant, errors),
            }
        }
        options
    }
}

impl FieldOptions {
    pub(crate) fn read(attributes: &[Attribute], errors: &Errors) -> Self {
        let mut options = Self {
            is_attributed: attributes.iter().any(|attribute| attribute.path().is_ident("algomo")),
            ..Self::default()
        };
        let mut optional = Optional::new(Place::Field);
        let mut seen = Seen::default();
        for entry in entries(attributes, errors) {
            match entry.name.to_string().as_str() {
                "skip" => {
                    seen.word(&entry, errors);
                    options.skip.get_or_insert(entry.name);
                }
                "optional" => optional.read(entry, &mut seen, errors),
                _ => options.mappings.extend(optional.mapping(entry, errors)),
            }
        }
        optional.apply(&mut options.mappings, errors);
        if let (Some(skip), false) = (&options.skip, options.mappings.is_empty()) {
            let message = "a field is either skipped or sent: remove `skip`, or the claim";
            errors.at(skip.span(), message);
            for mapping in &options.mappings {
                errors.at(mapping.option.span(), message);
            }
        }
        options
    }
}

/// All options of a type, a variant or a field. A hyphen in the name of an option is a mistake, and counts as an underscore.
fn entries(attributes: &[Attribute], errors: &Errors) -> Vec<Entry> {
    let entries = attrs::entries(attributes, errors);
    for entry in entries.iter().filter(|entry| entry.has_hyphen) {
        let name = entry.name.to_string();
        // An unknown option has a message in any case, and only claims have an underscore.
        if Claim::from_spelling(&name).is_some() {
            errors.at(entry.name.span(), format!("write the option with underscores: `{name}`"));
        }
    }
    entries
}

/// The options that have been read.
#[derive(Default)]
struct Seen(Vec<Ident>);

impl Seen {
    /// Refuses an option that is given again.
    fn once(&mut self, entry: &Entry, errors: &Errors) {
        let name = &entry.name;
        if let Some(first) = self.0.iter().find(|seen| *seen == name) {
            let message = format!("`{name}` is given twice: remove one");
            errors.at(first.span(), &message);
            errors.at(name.span(), &message);
        }
        self.0.push(name.clone());
    }

    /// The same for an option that is a bare word.
    fn word(&mut self, entry: &Entry, errors: &Errors) {
        self.once(entry, errors);
        let name = &entry.name;
        if let Some(arguments) = &entry.arguments {
            errors.over(arguments, format!("`{name}` takes no arguments"));
        }
        if let Some(value) = &entry.value {
            errors.over(value, format!("`{name}` takes no value"));
        }
    }
}

/// The word `optional` beside the `id` that it belongs to.
struct Optional {
    place: Place,
    word: Option<Ident>,
    /// Whether an `id` is beside it, even a wrong one.
    has_id: bool,
}

impl Optional {
    fn new(place: Place) -> Self {
        Self { place, word: None, has_id: false }
    }

    fn read(&mut self, entry: Entry, seen: &mut Seen, errors: &Errors) {
        seen.word(&entry, errors);
        self.word.get_or_insert(entry.name);
    }

    fn mapping(&mut self, entry: Entry, errors: &Errors) -> Option<Mapping> {
        self.has_id |= entry.name == Claim::Id.spelling();
        read_mapping(entry, self.place, errors)
    }

    fn apply(self, mappings: &mut [Mapping], errors: &Errors) {
        let Some(word) = self.word else { return };
        if let Some(id) = mappings.iter_mut().find(|mapping| mapping.claim == Claim::Id) {
            id.optional = Some(word);
        } else if !self.has_id {
            let message = match (mappings, self.place) {
                ([claim, ..], _) => format!(
                    "`optional` belongs to `id`: `{}` is left out by itself where its value is `None`, so remove `optional`",
                    claim.option
                ),
                ([], Place::Type) => {
                    "`optional` belongs to `id`: write `id = |user| …, optional`, or write it on the id's field"
                        .to_owned()
                }
                ([], _) => {
                    "`optional` belongs to `id`: write `#[algomo(id, optional)]`, or remove it".to_owned()
                }
            };
            errors.at(word.span(), message);
        }
    }
}

fn read_mapping(entry: Entry, place: Place, errors: &Errors) -> Option<Mapping> {
    let name = entry.name.to_string();
    let Some(claim) = Claim::from_spelling(&name) else {
        refuse_unknown(&entry, place, errors);
        return None;
    };
    let key = match (claim, &entry.arguments) {
        (Claim::Custom, Some(arguments)) => Some(read_key(arguments, errors)?),
        (Claim::Custom, None) if place == Place::Type => {
            errors.at(
                entry.name.span(),
                "`custom` on a type needs a key: `custom(\"plan\") = |user| …`",
            );
            return None;
        }
        (_, Some(arguments)) => {
            errors.over(
                arguments,
                format!("`{name}` takes no arguments: write `{name}` or `{name} = |value| …`"),
            );
            return None;
        }
        (_, None) => None,
    };
    if let Some(function) = &entry.value {
        check_function(&entry.name, function, errors)?;
    } else if place == Place::Type {
        errors.at(
            entry.name.span(),
            format!("`{name}` on a type needs a function of the type, `{name} = |user| …`: to send a field, write `#[algomo({name})]` on the field"),
        );
        return None;
    }
    Some(Mapping { claim, key, option: entry.name, function: entry.value, optional: None })
}
