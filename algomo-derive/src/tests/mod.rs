//! Tests that call the derive as a function: its expansion as text, input that a compiler refuses before, and its table.

mod expansion;
mod messages;
mod mistakes;
mod names;
mod table;
mod type_names;
mod types;
mod unfinished;
mod words;

use proc_macro2::TokenStream;

/// What the derive makes of `input`, or `None` where that is not the declaration of a type.
fn expand(input: &str) -> Option<TokenStream> {
    crate::derive(input.parse().ok()?).ok()
}
