//! x
use proc_macro::TokenStream;

/// x
#[proc_macro_derive(AlgomoVisitor, attributes(algomo))]
pub fn derive_algomo_visitor(_input: TokenStream) -> TokenStream {
    TokenStream::new()
}
