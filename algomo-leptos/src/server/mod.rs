//! The server's side: from the user to the bytes of the page.

mod page;
#[cfg(any(feature = "axum", feature = "actix"))]
mod response;
mod view;
mod waiting;

/// A server of the application's own sets the headers itself.
#[cfg(not(any(feature = "axum", feature = "actix")))]
mod response {
    pub(super) fn mark() -> bool {
        true
    }

    pub(super) fn ask() {}
}

use leptos::prelude::Callback;

use self::page::Page;
use self::view::SettingsView;
use crate::error::SettingsError;
use crate::maybe_auth::MaybeAuth;
use crate::maybe_text::MaybeText;
use crate::question::Question;

/// The optional props.
pub(crate) struct Options {
    pub(crate) auth: MaybeAuth,
    pub(crate) nonce: MaybeText,
    pub(crate) widget_id: MaybeText,
    pub(crate) on_error: Option<Callback<SettingsError>>,
}

/// The component's view.
pub(crate) fn view(question: Question, options: Options) -> SettingsView {
    SettingsView::new(question, Page::new(options))
}

pub(crate) fn mark_uncacheable() {
    response::mark();
}
