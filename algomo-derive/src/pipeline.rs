//! The stages of the derive, one after the other.

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::constants;
use crate::errors::Errors;
use crate::expand;
use crate::input::Input;
use crate::model::Body;
use crate::rules;

/// What the derive makes of a type's declaration. An error is a declaration that is not Rust.
pub(crate) fn derive(tokens: TokenStream) -> syn::Result<TokenStream> {
    let (input, constants) = constants::parse(tokens)?;
    Ok(constants.restore(implement(&input)))
}

/// Attributes → input → model → rules → code. After mistakes, the code is their messages and an impl without a visitor.
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
