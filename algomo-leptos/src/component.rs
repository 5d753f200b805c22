//! The component.

use core::marker::PhantomData;

use algomo_core::AlgomoVisitor;
use leptos::prelude::*;

use crate::auth::MaybeAuth;
use crate::error::SettingsError;
use crate::text::MaybeText;

/// Tells Algomo's chat widget who is logged in.
///
/// The server renders two script elements: `window.algomoSettings` with the visitor's signed token, and the widget's
/// loader. Either is empty when it has nothing to say. The client renders the same elements, always empty, and leaves the
/// server's alone.
///
/// Nothing that goes wrong breaks the page: without a `VisitorAuth`, or when the mint refuses, the visitor is anonymous,
/// one `tracing` event says why, and `on_error` is called.
///
/// ```
/// use algomo_core::AlgomoVisitor;
/// use algomo_leptos::AlgomoSettings;
/// use leptos::prelude::*;
///
/// #[derive(Clone, AlgomoVisitor)]
/// struct User {
///     id: i64,
///     name: String,
/// }
///
/// fn current_user() -> Option<User> {
///     use_context()
/// }
///
/// #[component]
/// fn App() -> impl IntoView {
///     view! {
///         <AlgomoSettings user=current_user/>
///         <main>"…"</main>
///     }
/// }
/// ```
#[expect(unreachable_pub, reason = "the function that the macro makes of it is re-exported")]
#[component]
pub fn AlgomoSettings<F, V>(
    /// Who is logged in: a function or a closure, called once for each page, on the server only, inside the reactive
    /// owner. There `use_context` works, and whatever builds on it. It returns an [`AlgomoVisitor`], an `Option` of one,
    /// or an enum with a variant for a guest.
    ///
    /// The client compiles the function, and never calls it.
    user: F,
    /// The mint. Without it the component takes the `VisitorAuth` that the app provides as context.
    #[prop(optional, into)]
    auth: MaybeAuth,
    /// The nonce of the response's `Content-Security-Policy`. Without it [`use_nonce()`](leptos::nonce::use_nonce) is
    /// asked, which knows the one that Leptos's server integrations generate.
    #[prop(optional, into)]
    nonce: MaybeText,
    /// The widget's id, as Algomo shows it in the widget's installation snippet: adds the widget's loader. It goes before
    /// the id that the `VisitorAuth` may have.
    #[prop(optional, into)]
    widget_id: MaybeText,
    /// Called on the server, once, when the visitor stays anonymous because something is wrong. Not for a guest.
    #[prop(optional, into)]
    on_error: Option<Callback<SettingsError>>,
    /// The type that `user` returns. Not to be set: the compiler knows it.
    #[prop(optional)]
    visitor: PhantomData<V>,
) -> impl IntoView
where
    F: Fn() -> V + 'static,
    V: AlgomoVisitor,
{
    let PhantomData = visitor;
    #[cfg(feature = "ssr")]
    {
        crate::server::view(user, crate::server::Options { auth, nonce, widget_id, on_error })
    }
    #[cfg(not(feature = "ssr"))]
    {
        drop((user, auth, nonce, widget_id, on_error));
        crate::client::elements()
    }
}
