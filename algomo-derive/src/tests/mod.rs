//! What needs the derive as a function: its expansion as text, and input that no compiler would let through.

mod expansion;
mod unfinished;

use proc_macro2::TokenStream;
use syn::DeriveInput;

/// What the derive makes of `input`, or `None` where that is no type at all.
fn expand(input: &str) -> Option<TokenStream> {
    let input: DeriveInput = syn::parse_str(input).ok()?;
    Some(crate::derive(&input))
}
