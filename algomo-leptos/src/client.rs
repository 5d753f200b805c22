//! The browser's side.

use leptos::html::{HtmlElement, Script, script};

type EmptyScript = HtmlElement<Script, (), ()>;

/// The elements that the server renders, without their content.
///
/// Hydration walks over elements by their place, and leaves the server's content and attributes alone. Where it finds
/// fewer elements than there are it panics, so there are always both. Made anew, as by a `<Show>` that comes back, they
/// are empty: nothing is run, and the settings that the widget has read stay as they are.
pub(crate) fn elements() -> (EmptyScript, EmptyScript) {
    (script(), script())
}
