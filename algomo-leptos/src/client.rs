//! The browser's side.

use core::cell::RefCell;

use algomo_core::Visitor;
use leptos::html::{HtmlElement, Script, script};
use leptos::logging::warn;
use leptos::prelude::*;

use crate::question::{Question, Reply};
use crate::user::Answer;

type EmptyScript = HtmlElement<Script, (), ()>;

/// The elements that the server renders, without their content.
///
/// Hydration finds elements by their position, and leaves the server's content and attributes alone. It panics if an element is
/// missing, so there are always both. Elements that are created anew, as by a `<Show>` that comes back, are empty: no script
/// runs, and the settings that the widget has read stay as they are.
pub(crate) fn elements() -> (EmptyScript, EmptyScript) {
    (script(), script())
}

type User = Option<Box<Visitor<'static>>>;

/// The users that the components of this document have seen. A component that is created later, as by the client-side router,
/// continues from what the earlier ones have seen.
#[derive(Default)]
struct Seen {
    first: Option<User>,
    has_warned: bool,
}

impl Seen {
    /// Notes the user that a component sees now, and returns whether to warn: the first time that this is not the user whom the
    /// widget has. That is the first user, or a guest if the page was loaded as a guest's before any component was created.
    fn note(&mut self, now: &User, is_loaded_as_guest: bool) -> bool {
        let first =
            &*self.first.get_or_insert_with(|| if is_loaded_as_guest { None } else { now.clone() });
        let is_first_warning = first != now && !self.has_warned;
        self.has_warned |= is_first_warning;
        is_first_warning
    }
}

/// Warns, once for a document, when a resource changes to a different user from the one that the page was loaded with: the widget
/// reads its settings once, and keeps the first user.
pub(crate) fn watch(question: Question) {
    thread_local! {
        static SEEN: RefCell<Seen> = RefCell::default();
    }
    let is_hydrating =
        Owner::current_shared_context().is_some_and(|shared| shared.during_hydration());
    Effect::new(move |_| {
        let Reply::Now(Answer::Known(now)) = question.ask() else { return };
        let is_loaded_as_guest = !is_hydrating && !has_settings();
        if SEEN.with_borrow_mut(|seen| seen.note(&now, is_loaded_as_guest)) {
            warn!(
                "Algomo: the user has changed since this page was loaded, and the chat widget still has the first one. Load \
                 a page after each log-in and log-out: algomo_leptos::reload_to(\"/\").",
            );
        }
    });
}

/// Whether the page has settings with a token.
fn has_settings() -> bool {
    leptos::web_sys::window().is_some_and(|window| window.get("algomoSettings").is_some())
}

#[cfg(test)]
mod tests {
    use super::{Seen, User, Visitor};

    fn user(id: &'static str) -> User {
        Some(Box::new(Visitor::new(id)))
    }

    #[test]
    fn another_user_is_warned_of_once_for_a_document() {
        for (first, second) in [(user("1"), user("2")), (user("2"), None), (None, user("1"))] {
            let mut seen = Seen::default();
            assert!(!seen.note(&first, false));
            assert!(!seen.note(&first, false));
            assert!(seen.note(&second, false));
            assert!(!seen.note(&second, false));
        }
    }

    #[test]
    fn a_member_who_is_first_seen_after_the_page_was_loaded_as_a_guest_is_warned_of() {
        for (now, warns) in [(user("1"), true), (None, false)] {
            assert_eq!(Seen::default().note(&now, true), warns);
            assert!(!Seen::default().note(&now, false));
        }
    }
}
