//! An app that answers `/`, in each way in which Leptos renders, and its response.

use std::fmt::Debug;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use algomo_core::VisitorAuth;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::Semaphore;

use crate::common::page::{shown_names, token_names, without_placeholders};
use crate::common::{User, auth, listen};
use crate::web::{self, HeaderName, HeaderValue, ResponseOptions};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Mode {
    OutOfOrder,
    PartiallyBlocked,
    InOrder,
    Async,
}

pub(crate) const MODES: [Mode; 4] =
    [Mode::OutOfOrder, Mode::PartiallyBlocked, Mode::InOrder, Mode::Async];

/// Every mode, without the integration's layer around Leptos's route and with it.
pub(crate) fn every_way() -> impl Iterator<Item = (Mode, bool)> {
    MODES.into_iter().flat_map(|mode| [(mode, false), (mode, true)])
}

/// The header in which an app says what the middleware between the layer and Leptos sets as `Cache-Control`.
pub(crate) const BETWEEN: &str = "x-between";

/// While Leptos lists an app's routes, no resource of the whole process loads: the other tests wait.
pub(crate) static LISTING: RwLock<()> = RwLock::new(());

/// A response, read to its end.
#[derive(Debug)]
pub(crate) struct Page {
    headers: Vec<(String, String)>,
    pub(crate) html: String,
    pub(crate) events: Vec<String>,
}

impl Page {
    /// All lines of a header.
    pub(crate) fn header(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|header| header.0 == name).map(|header| &*header.1).collect()
    }

    pub(crate) fn is_uncacheable(&self) -> bool {
        self.header("cache-control") == ["private, no-store"]
    }

    /// The page shows one name, its one token has the same, and no cache may store it.
    #[track_caller]
    pub(crate) fn assert_names(&self, name: &str, way: impl Debug) {
        assert_eq!(shown_names(&self.html), [name], "the page, {way:?}");
        self.assert_tokens(&[name], way);
    }

    /// The page's tokens have these names, and no cache may store it.
    #[track_caller]
    pub(crate) fn assert_tokens(&self, names: &[&str], way: impl Debug) {
        assert_eq!(token_names(&self.html), names, "the tokens, {way:?}");
        assert!(self.is_uncacheable(), "{way:?}: {:?}", self.headers);
        assert_eq!(self.events, [""; 0], "{way:?}");
    }

    /// A guest's page, as far as the headers say.
    #[track_caller]
    pub(crate) fn assert_varies(&self, way: impl Debug) {
        let [vary] = self.header("vary")[..] else { panic!("{way:?}: {:?}", self.headers) };
        assert!(vary.eq_ignore_ascii_case("Cookie"), "{way:?}: {vary}");
    }
}

/// An app that answers `/`, with `auth()` as its context unless it says otherwise.
pub(crate) struct App<C> {
    mode: Mode,
    context: C,
    has_layer: bool,
}

pub(crate) fn app_in(mode: Mode) -> App<impl Fn() + Clone + Send + Sync + 'static> {
    App { mode, context: || provide_context(auth()), has_layer: false }
}

impl<C: Fn() + Clone + Send + Sync + 'static> App<C> {
    pub(crate) fn context<N>(self, context: N) -> App<N> {
        App { mode: self.mode, context, has_layer: self.has_layer }
    }

    /// With the layer of algomo-axum, or the middleware of algomo-actix, around Leptos's route.
    pub(crate) fn layer(self, has_layer: bool) -> Self {
        Self { has_layer, ..self }
    }

    pub(crate) fn respond<V: IntoView + 'static>(
        self,
        view: impl Fn() -> V + Clone + Send + Sync + 'static,
    ) -> Page {
        let Self { mode, context, has_layer } = self;
        let gate = Gate::default();
        let in_context = gate.clone();
        let context = move || {
            provide_context(in_context.clone());
            context();
        };
        if mode == Mode::Async {
            // The head leaves with the whole page.
            gate.open();
        }
        let ((headers, html), events) = listen(|| {
            let _loading = LISTING.read();
            web::respond(mode, has_layer, context, view, || gate.open())
        });
        let page = Page { headers, html: without_placeholders(&html), events };
        assert!(page.header("cache-control").len() < 2, "{:?}", page.headers);
        page
    }
}

/// Asks for the page, with `auth()` as the context.
pub(crate) fn respond<V: IntoView + 'static>(
    mode: Mode,
    view: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> Page {
    app_in(mode).respond(view)
}

/// Asks for the page, with this mint as the context.
pub(crate) fn respond_with<V: IntoView + 'static>(
    auth: Option<VisitorAuth>,
    mode: Mode,
    view: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> Page {
    let context = move || {
        if let Some(auth) = &auth {
            provide_context(auth.clone());
        }
    };
    app_in(mode).context(context).respond(view)
}

/// Where the component is: in a `<Suspense>`, or outside one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Place {
    Suspense,
    Outside,
}

impl Place {
    pub(crate) fn around<V: IntoView + Send + 'static>(
        self,
        children: impl FnOnce() -> V + Send + 'static,
    ) -> AnyView {
        match self {
            Self::Suspense => {
                view! { <h1>"Sent first"</h1><Suspense>{children()}</Suspense> }.into_any()
            }
            Self::Outside => view! { <h1>"Sent first"</h1>{children()} }.into_any(),
        }
    }
}

/// Opens when the response's head has left. In an async response, where the head leaves last, it is open from the start.
#[derive(Clone)]
pub(crate) struct Gate(Arc<Semaphore>);

impl Default for Gate {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(0)))
    }
}

impl Gate {
    fn open(&self) {
        self.0.close();
    }

    /// Has the value when the gate is open. Gives up if the head waits for the value, which is then in time.
    async fn behind<T>(self, value: T) -> T {
        _ = tokio::time::timeout(Duration::from_secs(20), self.0.acquire()).await;
        value
    }
}

/// Has its value when the response's head has left. To be called while the page is made.
pub(crate) fn when_the_head_has_left<T>(value: T) -> impl Future<Output = T> + Send
where
    T: Send + 'static,
{
    expect_context::<Gate>().behind(value)
}

/// A resource that loads when the response's head has left.
pub(crate) fn load_late<T>(value: T) -> Resource<T>
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
{
    let gate = expect_context::<Gate>();
    Resource::new(|| (), move |()| gate.clone().behind(value.clone()))
}

/// Has the value after some milliseconds.
pub(crate) async fn after<T>(milliseconds: u64, value: T) -> T {
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    value
}

/// A resource that loads in some milliseconds.
pub(crate) fn load<T>(milliseconds: u64, value: T) -> Resource<T>
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
{
    Resource::new(|| (), move |()| after(milliseconds, value.clone()))
}

/// The user's name, as the page shows it.
pub(crate) fn named(user: Option<&User>) -> impl IntoView + use<> {
    user.map(|user| view! { <b>{user.name.clone()}</b> })
}

/// Sets a header of the response, as an app does.
pub(crate) fn set(name: &'static str, value: &'static str) {
    let response = expect_context::<ResponseOptions>();
    response.insert_header(HeaderName::from_static(name), HeaderValue::from_static(value));
}
