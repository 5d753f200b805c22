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
mod pipeline;
mod rules;
#[cfg(test)]
mod tests;
mod types;

use self::pipeline::derive;

#[doc = include_str!("reference.md")]
#[proc_macro_derive(AlgomoVisitor, attributes(algomo))]
pub fn derive_algomo_visitor(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive(input.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}
