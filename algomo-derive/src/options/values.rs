//! The values and arguments of options.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parser;
use syn::{LitStr, Path};

use crate::attrs::{Entry, is_punct, take_closure_prefix};
use crate::claims::Contract;
use crate::errors::Errors;

/// `only(a, b)`: the fields that are taken.
pub(crate) struct Only {
    pub(crate) option: Ident,
    pub(crate) fields: Vec<Ident>,
}

impl Only {
    /// A second list is a mistake. Its fields count all the same, so that they cause no further message.
    pub(super) fn add(list: &mut Option<Self>, more: Option<Self>) {
        match (list, more) {
            (Some(list), Some(more)) => list.fields.extend(more.fields),
            (list, more) => *list = list.take().or(more),
        }
    }
}

/// The key of `custom("key")`.
pub(super) fn read_key(arguments: &Group, errors: &Errors) -> Option<String> {
    match syn::parse2::<LitStr>(arguments.stream()) {
        Ok(key) if key.value().is_empty() => {
            errors.at(key.span(), "a key of `customData` must not be empty: `custom(\"plan\")`");
            None
        }
        Ok(key) => Some(key.value()),
        Err(_) => {
            errors.over(arguments, "`custom` takes one key, in quotes: `custom(\"plan\")`");
            None
        }
    }
}

/// Refuses values that cannot be a function of one argument. The compiler checks the rest.
pub(super) fn check_function(
    option: &Ident,
    function: &TokenStream,
    errors: &Errors,
) -> Option<()> {
    let mut tokens = function.clone().into_iter().peekable();
    take_closure_prefix(&mut tokens);
    let (first, second) = (tokens.next(), tokens.next());
    // A value that ends like this is still being typed, and the compiler would refuse the whole expansion for it.
    let is_unfinished = |last: &TokenTree| matches!(last, TokenTree::Punct(punct) if !matches!(punct.as_char(), '?' | '>'));
    let is_call = |last: &TokenTree| matches!(last, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis);
    let last = function.clone().into_iter().last();
    match (&first, &second) {
        (Some(TokenTree::Literal(literal)), None) => errors.at(
            literal.span(),
            format!("expected a function, not a constant: write `{option} = |value| …`, or `{option}` alone to send the field"),
        ),
        (Some(open), Some(close)) if is_punct(open, '|') && is_punct(close, '|') => {
            errors.over(
                function,
                format!("the function takes one argument, a reference to the field or the user: `{option} = |value| …`"),
            );
        }
        (Some(first), Some(_)) if !is_punct(first, '|') && last.as_ref().is_some_and(is_call) => {
            errors.over(
                function,
                format!("expected a function, not the result of a call: name the function without calling it, or write a closure, `{option} = |value| …`"),
            );
        }
        _ if first.is_none() || last.as_ref().is_some_and(is_unfinished) => {
            errors.over(function, format!("this function is incomplete: `{option} = |value| …`"));
        }
        _ => return Some(()),
    }
    None
}

/// The contract, or after a mistake the one that is probably meant.
pub(super) fn read_contract(entry: &Entry, errors: &Errors) -> Option<Contract> {
    let expected = "expected `contract = \"visitor-token\"` or `contract = \"auth-token\"`";
    let Some(value) = &entry.value else {
        errors.at(entry.name.span(), expected);
        return None;
    };
    // `authToken`, `AuthToken` and `auth_token` are close enough for a suggestion.
    let plain =
        |text: &str| text.to_ascii_lowercase().replace(|char: char| !char.is_alphanumeric(), "");
    let text = syn::parse2::<LitStr>(value.clone()).map(|text| text.value()).unwrap_or_default();
    let written = if text.is_empty() { value.to_string() } else { text.clone() };
    match Contract::ALL.into_iter().find(|contract| plain(contract.name()) == plain(&written)) {
        Some(contract) if contract.name() == text => Some(contract),
        Some(near) => {
            errors.over(value, format!("did you mean `contract = \"{}\"`?", near.name()));
            Some(near)
        }
        None => {
            errors.over(value, expected);
            None
        }
    }
}

pub(super) fn read_crate(entry: &Entry, errors: &Errors) -> Option<TokenStream> {
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

pub(super) fn read_only(entry: &Entry, errors: &Errors) -> Option<Only> {
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

/// Names with commas between them.
fn read_names(list: &Group, expected: &str, errors: &Errors) -> Vec<Ident> {
    let mut names = Vec::new();
    let mut is_comma_due = false;
    for token in list.stream() {
        let is_comma = is_punct(&token, ',');
        match &token {
            _ if is_comma == is_comma_due => match token {
                TokenTree::Ident(name) => names.push(name),
                TokenTree::Literal(literal) => {
                    errors.at(literal.span(), "write the field without quotes: `only(id, email)`");
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
