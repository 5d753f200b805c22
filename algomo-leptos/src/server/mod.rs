//! The server's side: from the user to the bytes of the page.

mod page;
mod response;
mod view;
mod waiting;

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
