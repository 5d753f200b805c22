//! What the options mean on a type, on a variant and on a field.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::{Attribute, LitStr, Path};

use crate::attrs::{Entry, entries, is_ident, is_punct};
use crate::claims::{Claim, Contract};
use crate::errors::Errors;
use crate::suggest;

/// A claim that an option asks for.
pub(crate) struct Mapping {
    pub(crate) claim: Claim,
    /// The key in `customData`, when the option names it.
    pub(crate) key: Option<String>,
    /// The option's name, for marks.
    pub(crate) option: Ident,
    /// What to call on the field or the user; without it the field itself is the value.
    pub(crate) function: Option<TokenStream>,
}

/// `only(a, b)`: the fields that are taken.
pub(crate) struct Only {
    pub(crate) option: Ident,
    pub(crate) fields: Vec<Ident>,
}

impl Only {
    /// A second list is a mistake; its fields count all the same, so that they set off no further one.
    fn add(list: &mut Option<Self>, more: Option<Self>) {
        match (list, more) {
            (Some(list), Some(more)) => list.fields.extend(more.fields),
            (list, more) => *list = list.take().or(more),
        }
    }
}

pub(crate) struct TypeOptions {
    pub(crate) contract: Option<Contract>,
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
    /// Whether the field has options, were they right or wrong: it then needs no second error for having no claim.
    pub(crate) is_attributed: bool,
}

/// Where an option stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Type,
    Variant,
    Field,
}

impl Place {
    /// The options besides claims that are at home here.
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Type => &["contract", "only", "transparent", "crate"],
            Self::Variant => &["skip", "only"],
            Self::Field => &["skip"],
        }
    }
}

impl TypeOptions {
    pub(crate) fn read(attributes: &[Attribute], errors: &Errors) -> Self {
        let mut options = Self {
            contract: None,
            core: quote!(::algomo_core),
            transparent: None,
            only: None,
            mappings: Vec::new(),
        };
        let mut seen = Seen::default();
        for entry in entries(attributes, errors) {
            match entry.name.to_string().as_str() {
                "contract" => {
                    seen.once(&entry, errors);
                    options.contract = read_contract(&entry, errors).or(options.contract);
                }
                "crate" => {
                    seen.once(&entry, errors);
                    options.core = read_crate(&entry, errors).unwrap_or(options.core);
                }
                "transparent" => {
                    seen.once(&entry, errors);
                    refuse_extras(&entry, errors);
                    options.transparent.get_or_insert(entry.name);
                }
                "only" => {
                    seen.once(&entry, errors);
                    Only::add(&mut options.only, read_only(&entry, errors));
                }
                _ => options.mappings.extend(read_mapping(entry, Place::Type, errors)),
            }
        }
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
                    seen.once(&entry, errors);
                    refuse_extras(&entry, errors);
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
        let mut seen = Seen::default();
        for entry in entries(attributes, errors) {
            if entry.name == "skip" {
                seen.once(&entry, errors);
                refuse_extras(&entry, errors);
                options.skip.get_or_insert(entry.name);
            } else {
                options.mappings.extend(read_mapping(entry, Place::Field, errors));
            }
        }
        if let (Some(skip), false) = (&options.skip, options.mappings.is_empty()) {
            let message = "a field is either skipped or mapped: remove one of the two";
            errors.at(skip.span(), message);
            for mapping in &options.mappings {
                errors.at(mapping.option.span(), message);
            }
        }
        options
    }
}

/// The options that were there already.
#[derive(Default)]
struct Seen(Vec<Ident>);

impl Seen {
    fn once(&mut self, entry: &Entry, errors: &Errors) {
        let name = &entry.name;
        if let Some(first) = self.0.iter().find(|seen| *seen == name) {
            let message = format!("`{name}` is there twice: remove one");
            errors.at(first.span(), &message);
            errors.at(name.span(), &message);
        }
        self.0.push(name.clone());
    }
}

fn read_mapping(entry: Entry, place: Place, errors: &Errors) -> Option<Mapping> {
    let name = entry.name.to_string();
    let Some(claim) = Claim::from_spelling(&name) else {
        refuse_unknown(&entry, place, errors);
        return None;
    };
    let key = match (claim, &entry.arguments) {
        (Claim::Custom, Some(arguments)) => Some(read_key(arguments.stream(), &entry, errors)?),
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
            format!("on a type `{name}` needs a function of it: `{name} = Self::{}` or `{name} = |user| …`; a field is mapped on the field itself", claim.spelling()),
        );
        return None;
    }
    Some(Mapping { claim, key, option: entry.name, function: entry.value })
}

fn read_key(tokens: TokenStream, entry: &Entry, errors: &Errors) -> Option<String> {
    match syn::parse2::<LitStr>(tokens) {
        Ok(key) if key.value().is_empty() => {
            errors.at(key.span(), "a key of `customData` is not empty: `custom(\"plan\")`");
            None
        }
        Ok(key) => Some(key.value()),
        Err(_) => {
            errors.over(&entry.arguments, "`custom` takes one key, in quotes: `custom(\"plan\")`");
            None
        }
    }
}

/// Finds the values that can't be a function of one thing; the rest is for the compiler.
fn check_function(option: &Ident, function: &TokenStream, errors: &Errors) -> Option<()> {
    let mut tokens = function.clone().into_iter().skip_while(|token| is_ident(token, "move"));
    let (first, second) = (tokens.next()?, tokens.next());
    // What ends so is still being typed. The compiler would refuse all of our code for it.
    let is_unfinished = |last: &TokenTree| matches!(last, TokenTree::Punct(punct) if !matches!(punct.as_char(), '?' | '>'));
    let is_call = |last: &TokenTree| matches!(last, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis);
    let last = function.clone().into_iter().last();
    match (&first, &second) {
        (TokenTree::Literal(literal), None) => errors.at(
            literal.span(),
            format!("expected a function, not a constant: `{option} = |value| …`, or just `{option}` to send the field"),
        ),
        (open, Some(close)) if is_punct(open, '|') && is_punct(close, '|') => {
            errors.over(function, format!("the function takes one argument, a reference to what it stands on: `{option} = |value| …`"));
        }
        (first, Some(_)) if !is_punct(first, '|') && last.as_ref().is_some_and(is_call) => {
            errors.over(function, format!("this is the result of a call: name the function, `{option} = Self::{option}`, or write a closure, `{option} = |value| …`"));
        }
        _ if last.as_ref().is_some_and(is_unfinished) => {
            errors.over(function, format!("this function has no end: `{option} = |value| …`"));
        }
        _ => return Some(()),
    }
    None
}

fn read_contract(entry: &Entry, errors: &Errors) -> Option<Contract> {
    let expected = "expected `contract = \"visitor-token\"` or `contract = \"auth-token\"`";
    let Some(value) = &entry.value else {
        errors.at(entry.name.span(), expected);
        return None;
    };
    // `authToken`, `AuthToken` and `auth_token` are near enough to be named.
    let plain =
        |text: &str| text.to_ascii_lowercase().replace(|char: char| !char.is_alphanumeric(), "");
    let text = syn::parse2::<LitStr>(value.clone()).map(|text| text.value()).unwrap_or_default();
    let written = if text.is_empty() { value.to_string() } else { text.clone() };
    match Contract::ALL.into_iter().find(|contract| plain(contract.name()) == plain(&written)) {
        Some(contract) if contract.name() == text => return Some(contract),
        Some(near) => errors.over(value, format!("did you mean `contract = \"{}\"`?", near.name())),
        None => errors.over(value, expected),
    }
    None
}

fn read_crate(entry: &Entry, errors: &Errors) -> Option<TokenStream> {
    let expected = "expected the path of algomo-core: `crate = my_crate::algomo_core`";
    let Some(value) = &entry.value else {
        errors.at(entry.name.span(), expected);
        return None;
    };
    let path = Path::parse_mod_style.parse2(value.clone());
    if path.is_err() {
        errors.over(value, expected);
    }
    path.ok().map(ToTokens::into_token_stream)
}

fn read_only(entry: &Entry, errors: &Errors) -> Option<Only> {
    let expected = "expected the fields to take: `only(id, email)`";
    let Some(arguments) = entry.arguments.as_ref().filter(|_| entry.value.is_none()) else {
        errors.at(entry.name.span(), expected);
        return None;
    };
    if arguments.stream().is_empty() {
        errors.at(entry.name.span(), expected);
        return None;
    }
    let fields = read_names(arguments, expected, errors);
    Some(Only { option: entry.name.clone(), fields })
}

/// Names with commas between.
fn read_names(list: &Group, expected: &str, errors: &Errors) -> Vec<Ident> {
    let mut names = Vec::new();
    let mut is_comma_due = false;
    for token in list.stream() {
        let is_comma = is_punct(&token, ',');
        match &token {
            _ if is_comma == is_comma_due => match token {
                TokenTree::Ident(name) => names.push(name),
                TokenTree::Literal(literal) => {
                    errors
                        .at(literal.span(), "a field is written without quotes: `only(id, email)`");
                    let name = literal.to_string();
                    names.extend(syn::parse_str::<Ident>(name.trim_matches('"')));
                }
                _ if is_comma => {}
                other => errors.at(other.span(), expected),
            },
            TokenTree::Ident(_) => errors.at(token.span(), "expected a comma before this field"),
            _ => errors.at(token.span(), expected),
        }
        is_comma_due = !is_comma;
    }
    names
}

/// For options that are a bare word.
fn refuse_extras(entry: &Entry, errors: &Errors) {
    let name = &entry.name;
    if let Some(arguments) = &entry.arguments {
        errors.over(arguments, format!("`{name}` takes no arguments"));
    }
    if let Some(value) = &entry.value {
        errors.over(value, format!("`{name}` takes no value"));
    }
}

fn refuse_unknown(entry: &Entry, place: Place, errors: &Errors) {
    let name = entry.name.to_string();
    let elsewhere = [Place::Type, Place::Variant, Place::Field]
        .into_iter()
        .find(|other| *other != place && other.words().contains(&name.as_str()));
    let message = match (name.as_str(), elsewhere) {
        (_, Some(Place::Type)) => format!("`{name}` belongs on the type: `#[algomo({name} …)]` above `struct` or `enum`"),
        (_, Some(_)) => format!("`{name}` belongs on a field or a variant"),
        ("ignore" | "ignored" | "skip_serializing" | "exclude" | "hidden" | "omit", _) if place != Place::Type => {
            format!("unknown option `{name}`: to leave a field out write `skip`")
        }
        ("default", _) => "unknown option `default`: make the field an `Option`, or give a function, `#[algomo(name = |name| …)]`".to_owned(),
        ("skip_serializing_if" | "skip_if", _) => format!("unknown option `{name}`: an `Option` that is `None` is left out by itself"),
        ("rename", _) => "unknown option `rename`: write the claim itself, `#[algomo(name)]`".to_owned(),
        ("with" | "via" | "map", _) => {
            format!("unknown option `{name}`: write the function behind the claim, `#[algomo(name = |value| …)]`")
        }
        ("flatten", _) => "unknown option `flatten`: give a function for each claim, `#[algomo(company_id = |c| c.id, company_name = |c| &c.name)]`".to_owned(),
        _ => {
            let words = place.words().iter().map(|word| (*word, *word));
            let claim = suggest::nearest_claim(&name, Contract::AuthToken).map(Claim::spelling);
            match suggest::nearest(&name, words).or(claim) {
                Some(near) => format!("unknown option `{name}`: did you mean `{near}`?"),
                None => format!("unknown option `{name}`: {}", list(place)),
            }
        }
    };
    errors.at(entry.name.span(), message);
}

/// All that can be written in a place.
fn list(place: Place) -> String {
    let claims =
        format!("{}, custom(\"key\")", Contract::AuthToken.options().replace("custom, ", ""));
    match place {
        Place::Type => format!(
            "a type takes `contract = \"…\"`, `only(…)`, `transparent`, `crate = …`, and a function for a claim, `name = |user| …` ({claims})"
        ),
        Place::Variant => {
            "a variant takes `skip` for an anonymous visitor, and `only(…)`".to_owned()
        }
        Place::Field => format!("a field takes `skip`, or claims ({claims})"),
    }
}
