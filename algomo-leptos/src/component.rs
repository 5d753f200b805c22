//! The component.

use core::marker::PhantomData;

use leptos::prelude::*;

use crate::error::SettingsError;
use crate::maybe_auth::MaybeAuth;
use crate::maybe_text::MaybeText;
use crate::question::Question;
use crate::user::UserSource;

/// Tells Algomo's chat widget who is logged in.
///
/// The server renders two script elements: `window.algomoSettings` with the visitor's signed token, and the widget's
/// loader. An element that is not needed is empty. The client renders the same two elements, always empty, and leaves those
/// of the server as they are.
///
/// The component is pure: Leptos may run it any number of times, and the user, the mint and the nonce of the run that is
/// rendered are the ones that count. The token is minted once, while the page's HTML is written.
///
/// No error breaks the page. If there is no mint, if the user could not be loaded, or if the mint refuses, the visitor is
/// anonymous, one `tracing` event says why, and `on_error` is called.
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
pub fn AlgomoSettings<U, Kind>(
    /// Who is logged in: a function, a closure or a resource.
    ///
    /// A function returns an [`AlgomoVisitor`](algomo_core::AlgomoVisitor), or an `Option`, a `Result` or an
    /// `Option<Result>` of one. It is called on the server only, in the reactive owner of the component, where `use_context`
    /// works, and may be called several times for a page. It may read resources. The client compiles it, and never calls it.
    ///
    /// A [`Resource`], [`ArcResource`], [`OnceResource`] or [`ArcOnceResource`] holds a value of one of these types. Leptos
    /// writes that value into the page, with all fields that are serialized. The client watches the resource, and warns on the
    /// console when another user has logged in without a page load: see [`reload_to`](crate::reload_to).
    ///
    /// The server waits until the resources that were read have loaded: the `<Suspense>` around the component waits, or without
    /// one the whole response. An `Err` makes the visitor anonymous and is reported. A guest is `None` or `Ok(None)`.
    user: U,
    /// The mint: a `VisitorAuth`, or any other `algomo_core::Mint`, such as an `Option` of one, where `None` renders nothing.
    /// Without this prop, the component takes the `VisitorAuth`, or the `Arc<dyn Mint + Send + Sync>`, that the app provides as
    /// context.
    ///
    /// In the browser, which has no mint, the prop takes `()`.
    #[prop(optional, into)]
    auth: MaybeAuth,
    /// The nonce of the response's `Content-Security-Policy`: a string type, Leptos's `Nonce`, or an `Option` of one. By default
    /// it is [`use_nonce()`](leptos::nonce::use_nonce), which Leptos's server integrations generate.
    #[prop(optional, into)]
    nonce: MaybeText,
    /// The widget's id, as Algomo shows it in the widget's installation snippet: a string type, or an `Option` of one. It adds
    /// the widget's loader, and takes precedence over the mint's own widget id.
    #[prop(optional, into)]
    widget_id: MaybeText,
    /// Called once, on the server, if the visitor stays anonymous because of an error. It is not called for a guest.
    #[prop(optional, into)]
    on_error: Option<Callback<SettingsError>>,
    /// Leave this unset: the compiler infers it from `user`.
    #[prop(optional)]
    kind: PhantomData<Kind>,
) -> impl IntoView
where
    U: UserSource<Kind>,
    Kind: 'static,
{
    let PhantomData = kind;
    #[cfg(feature = "ssr")]
    {
        crate::server::view(
            Question::new(user),
            crate::server::Options { auth, nonce, widget_id, on_error },
        )
    }
    #[cfg(not(feature = "ssr"))]
    {
        drop((auth, nonce, widget_id, on_error));
        if U::IS_RESOURCE {
            crate::client::watch(Question::new(user));
        }
        crate::client::elements()
    }
}
