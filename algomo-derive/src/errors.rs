//! Collects all mistakes in a type, so that one compilation reports every one of them.

use core::fmt::Display;
use std::cell::RefCell;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// Collects errors. Call [`finish`](Self::finish) at the end: in our own tests, dropping unreported errors panics.
#[derive(Default)]
pub(crate) struct Errors {
    list: RefCell<Vec<syn::Error>>,
}

impl Errors {
    /// Marks one token.
    pub(crate) fn at(&self, span: Span, message: impl Display) {
        self.list.borrow_mut().push(syn::Error::new(span, message));
    }

    /// Marks everything from the first to the last of `tokens`.
    pub(crate) fn over(&self, tokens: impl ToTokens, message: impl Display) {
        self.list.borrow_mut().push(syn::Error::new_spanned(tokens, message));
    }

    /// Adds an error of syn's.
    pub(crate) fn push(&self, error: syn::Error) {
        self.list.borrow_mut().push(error);
    }

    /// All errors as `compile_error!` items, or `None` without any.
    pub(crate) fn finish(self) -> Option<TokenStream> {
        let mut errors = self.list.take().into_iter();
        let mut first = errors.next()?;
        errors.for_each(|error| first.combine(error));
        Some(first.into_compile_error())
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        debug_assert!(
            std::thread::panicking() || self.list.borrow().is_empty(),
            "errors were collected and not reported"
        );
    }
}
