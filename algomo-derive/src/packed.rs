//! The rule on `#[repr(packed)]`: the compiler refuses references to fields that may be misaligned.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::attrs::{is_punct, take_closure_prefix};
use crate::claims::{Claim, Value};
use crate::errors::Errors;
use crate::input::{Field, Record};
use crate::model::{Body, Mapped};
use crate::types;

const REMEDY: &str = "a field of a packed type cannot be borrowed: remove `packed`, or implement `AlgomoVisitor` by hand";

pub(crate) fn check(body: &Body<'_>, errors: &Errors) {
    for visitor in body.visitors() {
        for one in &visitor.claims {
            let Some(field) = one.field else { continue };
            errors.at(one.marked.span(), advice(one, field, visitor.record));
        }
    }
    for content in body.contents() {
        errors.at(content.span(), REMEDY);
    }
}

/// A field that can be copied is sent by a function of the type.
fn advice(one: &Mapped<'_>, field: &Field<'_>, record: &Record<'_>) -> String {
    if !types::is_copy(field.ty) {
        return REMEDY.to_owned();
    }
    let claim = match one.claim {
        Claim::Custom => format!("custom({:?})", one.key),
        claim => claim.spelling().to_owned(),
    };
    let is_optional = one.optional.is_some()
        || one.claim == Claim::Id && one.function.is_none() && types::is_option(field.ty);
    let optional = if is_optional { ", optional" } else { "" };
    let skip = if record.only.is_some() {
        "replace `only(…)` with `#[algomo(skip)]` on every field, and write"
    } else if field.options.is_attributed {
        "replace the field's claims with `#[algomo(skip)]`, and write"
    } else {
        "write `#[algomo(skip)]` on it, and"
    };
    let copy = copy(one, field);
    format!(
        "a field of a packed type cannot be borrowed: {skip} `#[algomo({claim} = |user| {copy}{optional})]` on the type, which copies the field"
    )
}

/// An expression for the claim's value that copies the field of `user`.
fn copy(one: &Mapped<'_>, field: &Field<'_>) -> String {
    let place = format!("user.{}", field.member());
    let is_text = matches!(one.claim.value(), Value::Text);
    match one.function {
        Some(function) => call(function, &place),
        None if is_text && types::is_primitive(field.ty) => {
            if types::is_option(field.ty) {
                format!("{place}.map(|value| value.to_string())")
            } else {
                format!("{{ {place} }}.to_string()")
            }
        }
        None => place,
    }
}

/// The user's function, called on a copy of the field.
fn call(function: &TokenStream, place: &str) -> String {
    let mut tokens = function.clone().into_iter().peekable();
    let is_path = |token: &TokenTree| matches!(token, TokenTree::Ident(_)) || is_punct(token, ':');
    if tokens.clone().all(|token| is_path(&token)) {
        let path: String = tokens.map(|token| token.to_string()).collect();
        return format!("{path}(&{{ {place} }})");
    }
    take_closure_prefix(&mut tokens);
    if tokens.next_if(|token| is_punct(token, '|')).is_none() {
        return format!("({function})(&{{ {place} }})");
    }
    let parameter: TokenStream =
        tokens.by_ref().take_while(|token| !is_punct(token, '|')).collect();
    let mut body: Vec<TokenTree> = tokens.collect();
    let has_type = matches!(&*body, [one, two, ..] if is_punct(one, '-') && is_punct(two, '>'));
    let body = match body.pop() {
        // A closure with a return type has a block for its body.
        Some(TokenTree::Group(block))
            if block.delimiter() == Delimiter::Brace && (body.is_empty() || has_type) =>
        {
            block.stream()
        }
        last => body.into_iter().chain(last).collect(),
    };
    format!("{{ let {parameter} = &{{ {place} }}; {body} }}")
}
