#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod attrs;
mod check;
mod claims;
mod errors;
mod expand;
mod input;
mod options;
mod rules;
mod suggest;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

use self::errors::Errors;
use self::input::Input;

#[doc = include_str!("reference.md")]
#[proc_macro_derive(AlgomoVisitor, attributes(algomo))]
pub fn derive_algomo_visitor(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    derive(&input).into()
}

/// Attributes → input → rules → code; with any mistake, all of them beside a stand-in for the code.
fn derive(derive_input: &DeriveInput) -> proc_macro2::TokenStream {
    let errors = Errors::default();
    let input = Input::read(derive_input, &errors);
    let body = check::check(&input, &errors);
    let errors = errors.finish();
    let mut code = expand::expand(&input, &body, errors.is_some());
    code.extend(errors);
    code
}
