#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod advice;
mod attrs;
mod claims;
mod constants;
mod errors;
mod expand;
mod input;
mod model;
mod names;
mod options;
mod packed;
mod rules;
#[cfg(test)]
mod tests;
mod types;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use self::errors::Errors;
use self::input::Input;
use self::model::Body;

#[doc = include_str!("reference.md")]
#[proc_macro_derive(AlgomoVisitor, attributes(algomo))]
pub fn derive_algomo_visitor(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive(input.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

fn derive(tokens: TokenStream) -> syn::Result<TokenStream> {
    let (input, constants) = constants::parse(tokens)?;
    Ok(constants.restore(implement(&input)))
}

/// Attributes → input → model → rules → code. After mistakes, their messages stand beside an impl without a visitor.
fn implement(derive_input: &DeriveInput) -> TokenStream {
    let errors = Errors::default();
    let input = Input::read(derive_input, &errors);
    let body = Body::read(&input, &errors);
    rules::check(&input, &body, &errors);
    let errors = errors.finish();
    let mut code = expand::expand(&input, &body, errors.is_some());
    code.extend(errors);
    code
}
