//! The browser's side.

use core::cell::Cell;

use algomo_core::Visitor;
use leptos::html::{HtmlElement, Script, script};
use leptos::logging::warn;
use leptos::prelude::*;

use crate::question::{Question, Reply};
use crate::user::Answer;

type EmptyScript = HtmlElement<Script, (), ()>;

/// The elements that the server renders, without their content.
///
/// Hydration walks over elements by their place, and leaves the server's content and attributes alone. Where it finds
/// fewer elements than there are it panics, so there are always both. Elements that are made anew, as by a `<Show>` that
/// comes back, are empty: nothing is run, and the settings that the widget has read stay as they are.
pub(crate) fn elements() -> (EmptyScript, EmptyScript) {
    (script(), script())
}

/// Warns, once for a page, when a resource comes to hold another user than the page was loaded with: the widget reads its
/// settings once, and goes on with the first one.
pub(crate) fn watch(question: Question) {
    Effect::new(move |first: Option<Option<Option<Box<Visitor<'static>>>>>| {
        let first = first.flatten();
        let Reply::Now(Answer::Known(now)) = question.ask() else {
            return first;
        };
        if first.as_ref().is_some_and(|first| *first != now) {
            warn_once();
        }
        first.or(Some(now))
    });
}

fn warn_once() {
    thread_local! {
        static HAS_WARNED: Cell<bool> = const { Cell::new(false) };
    }
    if !HAS_WARNED.replace(true) {
        warn!(
            "Algomo: the user has changed since this page was loaded, and the chat widget still has the first one. Load a \
             page after each log-in and log-out: algomo_leptos::reload_to(\"/\").",
        );
    }
}
