//! `#[algomo(…)]` as a list of options. After a mistake, reading goes on with the next option.

use std::iter::Peekable;

use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident};
use syn::{Attribute, Meta};

use crate::errors::Errors;

/// One option: `name`, `name(arguments)`, `name = value`, or `name(arguments) = value`.
pub(crate) struct Entry {
    /// With an underscore in place of each hyphen.
    pub(crate) name: Ident,
    pub(crate) has_hyphen: bool,
    pub(crate) arguments: Option<Group>,
    pub(crate) value: Option<TokenStream>,
}

/// All options of a type, a variant or a field.
pub(crate) fn entries(attributes: &[Attribute], errors: &Errors) -> Vec<Entry> {
    let mut entries = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("algomo")) {
        match &attribute.meta {
            Meta::List(list) if list.tokens.is_empty() => {
                errors.over(attribute, "empty attribute: add an option, such as `#[algomo(skip)]`");
            }
            Meta::List(list) => read_entries(list.tokens.clone(), &mut entries, errors),
            _ => errors.over(
                attribute,
                "write options in parentheses: `#[algomo(name)]`, `#[algomo(skip)]`",
            ),
        }
    }
    entries
}

fn read_entries(tokens: TokenStream, entries: &mut Vec<Entry>, errors: &Errors) {
    let mut tokens = tokens.into_iter().peekable();
    while tokens.peek().is_some() {
        if let Some(comma) = tokens.next_if(|token| is_punct(token, ',')) {
            errors.at(comma.span(), "expected an option before this comma");
            continue;
        }
        match read_entry(&mut tokens) {
            Ok(entry) => entries.push(entry),
            Err(error) => errors.push(error),
        }
        // Skips what does not belong to the option.
        let rest = take_value(&mut tokens);
        if !rest.is_empty() {
            errors.over(rest, "expected a comma before the next option");
        }
        tokens.next_if(|token| is_punct(token, ','));
    }
}

fn read_entry(tokens: &mut Peekable<IntoIter>) -> syn::Result<Entry> {
    let name = match tokens.next() {
        Some(TokenTree::Ident(name)) => name,
        Some(other) => {
            take_value(tokens);
            let hint = match &other {
                TokenTree::Literal(literal) if literal.to_string().starts_with('"') => {
                    "write the option without quotes: `name`"
                }
                _ => "expected an option, such as `name` or `skip`",
            };
            return Err(syn::Error::new(other.span(), hint));
        }
        // Does not happen: the caller has seen a token.
        None => {
            return Err(syn::Error::new(proc_macro2::Span::call_site(), "expected an option"));
        }
    };
    let mut full_name = name.clone();
    while let Some(part) = take_hyphenated(tokens) {
        // `r#` stands at the front of an identifier only.
        let part = part.to_string();
        let part = part.trim_start_matches("r#");
        full_name = format_ident!("{full_name}_{part}", span = name.span());
    }
    let (name, has_hyphen) = (full_name.clone(), full_name != name);
    let arguments = match tokens.peek() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
            let group = group.clone();
            tokens.next();
            Some(group)
        }
        _ => None,
    };
    let value = match tokens.next_if(|token| is_punct(token, '=')) {
        Some(equals) => {
            let value = take_value(tokens);
            if value.is_empty() {
                let message = format!("expected a value after `{name} =`");
                return Err(syn::Error::new(equals.span(), message));
            }
            Some(value)
        }
        None => None,
    };
    Ok(Entry { name, has_hyphen, arguments, value })
}

/// Takes a hyphen and the name after it.
fn take_hyphenated(tokens: &mut Peekable<IntoIter>) -> Option<Ident> {
    let mut ahead = tokens.clone();
    match (ahead.next()?, ahead.next()?) {
        (hyphen, TokenTree::Ident(name)) if is_punct(&hyphen, '-') => {
            *tokens = ahead;
            Some(name)
        }
        _ => None,
    }
}

/// Takes an expression up to the comma that ends it.
///
/// syn could parse the expression, but only with its feature `full`, which would double the derive's build time. A comma does
/// not end the expression between the pipes of a closure and inside generic arguments; every other comma inside an expression
/// is inside a token group. The compiler checks the expression itself, and marks the user's own tokens.
fn take_value(tokens: &mut Peekable<IntoIter>) -> TokenStream {
    let mut value = TokenStream::new();
    take_closure_head(tokens, &mut value);
    let mut angles = 0_usize;
    // Whether a `<` would open generic arguments here rather than compare: at the beginning of an operand, after `::`, and
    // after the type of a cast.
    let mut opens = true;
    let mut is_cast = false;
    let mut previous = ' ';
    while let Some(token) = tokens.next_if(|token| angles > 0 || !is_punct(token, ',')) {
        let punct = match &token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        match punct {
            '<' if opens || angles > 0 => angles += 1,
            // Not the arrow of a function type.
            '>' if angles > 0 && !matches!(previous, '-' | '=') => angles -= 1,
            _ => {}
        }
        is_cast = is_ident(&token, "as") || (is_cast && (punct == ':' || is_name(&token)));
        opens = is_cast || !matches!(punct, ' ' | '<' | '>' | '?');
        previous = punct;
        token.to_tokens(&mut value);
    }
    value
}

/// Takes `|parameters|` and the return type of a closure, if there is one.
fn take_closure_head(tokens: &mut Peekable<IntoIter>, value: &mut TokenStream) {
    value.extend(take_closure_prefix(tokens));
    let Some(open) = tokens.next_if(|token| is_punct(token, '|')) else {
        return;
    };
    open.to_tokens(value);
    for token in tokens.by_ref() {
        let closes = is_punct(&token, '|');
        token.to_tokens(value);
        if closes {
            break;
        }
    }
    let mut next = tokens.clone();
    let is_arrow = next.next().is_some_and(|token| is_punct(&token, '-'))
        && next.next().is_some_and(|token| is_punct(&token, '>'));
    if is_arrow {
        // A closure with a return type has a block for its body.
        let is_block = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        while let Some(token) = tokens.next_if(|token| !is_block(token)) {
            token.to_tokens(value);
        }
    }
}

/// Takes what can stand before the parameters of a closure: attributes, and `move`.
pub(crate) fn take_closure_prefix(tokens: &mut Peekable<IntoIter>) -> TokenStream {
    let mut prefix = TokenStream::new();
    let is_attribute = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket);
    while let Some(token) = tokens.next_if(|token| is_punct(token, '#') || is_ident(token, "move"))
    {
        let content = is_punct(&token, '#').then(|| tokens.next_if(is_attribute)).flatten();
        prefix.extend([token]);
        prefix.extend(content);
    }
    prefix
}

pub(crate) fn is_punct(token: &TokenTree, char: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == char)
}

fn is_name(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(_))
}

pub(crate) fn is_ident(token: &TokenTree, name: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == name)
}
