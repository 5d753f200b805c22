//! The filters as askama takes them: `filter_fn` turns each function into a builder of its arguments.

// The macro drops the doc comments of what it stands on; they are on the re-exports in `filters`.
#![allow(missing_docs, missing_debug_implementations, reason = "written by `askama::filter_fn`")]
#![allow(clippy::pedantic, reason = "written by `askama::filter_fn`")]

use core::fmt::Display;

use algomo_core::{AlgomoVisitor, VisitorAuth};
use askama::filters::HtmlSafeOutput;
use askama::{Error, Values, get_value};

use crate::{AUTH_KEY, NONCE_KEY, Nonce};

#[askama::filter_fn]
pub fn algomo_settings<'v, V: AlgomoVisitor + 'v>(
    user: V,
    _: &dyn Values,
    auth: &'v VisitorAuth,
    #[optional(&None::<&str>)] nonce: &'v dyn Nonce,
) -> askama::Result<HtmlSafeOutput<impl Display + use<'v, V>>> {
    auth.settings_display(user, nonce.nonce()).map(HtmlSafeOutput).map_err(Error::custom)
}

#[askama::filter_fn]
pub fn algomo_settings_from_values<'v, V: AlgomoVisitor + 'v>(
    user: V,
    values: &'v dyn Values,
) -> askama::Result<HtmlSafeOutput<impl Display + use<'v, V>>> {
    let auth: &VisitorAuth = get_value(values, AUTH_KEY)?;
    auth.settings_display(user, nonce_of(values)?).map(HtmlSafeOutput).map_err(Error::custom)
}

fn nonce_of(values: &dyn Values) -> askama::Result<Option<&str>> {
    match get_value::<String>(values, NONCE_KEY) {
        Ok(nonce) => Ok(Some(nonce)),
        Err(Error::ValueMissing) => Ok(None),
        Err(_) => get_value::<&'static str>(values, NONCE_KEY).map(|nonce| Some(*nonce)),
    }
}

#[askama::filter_fn]
pub fn algomo_token<'v, V: AlgomoVisitor + 'v>(
    user: V,
    _: &dyn Values,
    auth: &'v VisitorAuth,
) -> askama::Result<HtmlSafeOutput<impl Display + use<'v, V>>> {
    auth.token_display(user).map(HtmlSafeOutput).map_err(Error::custom)
}
