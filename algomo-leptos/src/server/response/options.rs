//! The mark without a layer: in the headers that a server integration of Leptos collects for the app.
//!
//! An integration takes the headers out of its `ResponseOptions` when the response's head leaves. Counting the references to
//! `ResponseOptions` cannot tell whether that has happened, because the app may hold some of its own. `PrefetchLazyFn` can:
//! `ExtendResponse::from_app`, which renders every dynamic page of both integrations, provides it as context and holds it
//! until the head leaves, and apps don't hold it. Where a page is rendered to a file (`SsrMode::Static`), it is not provided.

use std::sync::Arc;

use algomo_core::http::{CACHE_CONTROL, forbids_storing, overrules_no_store, vary_by};
use leptos::PrefetchLazyFn;
use leptos::prelude::{IntoInner, Owner, provide_context, take_context, use_context};

const CACHE_CONTROL_NAME: &str = "cache-control";
const VARY_NAME: &str = "vary";

/// The response options of an integration. Those of axum and Actix Web are alike, but their headers are of different types.
pub(super) trait Options: Clone + Send + Sync + 'static {
    fn names(&self) -> Vec<String>;
    fn lines(&self, name: &str) -> Vec<Vec<u8>>;
    fn remove(&self, name: &str);
    /// Sets a header to one line.
    fn set(&self, name: &str, value: &[u8]);
}

/// Kept for the whole request: what the first mark found.
#[derive(Clone, Copy)]
struct FirstMark {
    was_in_time: bool,
}

/// Whether the page is rendered to a file, which is sent to everybody.
pub(super) fn is_static() -> bool {
    use_context::<PrefetchLazyFn>().is_none() && use_context::<FirstMark>().is_none()
}

/// Marks the response, and returns whether the first mark of the response was made before the head left.
pub(super) fn mark(options: &impl Options) -> bool {
    let first = use_context::<FirstMark>().unwrap_or_else(|| {
        let first = FirstMark { was_in_time: head_still_waits() };
        root_owner().with(|| provide_context(first));
        first
    });
    if first.was_in_time {
        forbid_storing(options);
        forbid_storing_again_before_the_head_leaves(options.clone());
    }
    first.was_in_time
}

pub(super) fn ask(options: &impl Options) {
    if let Some(value) = vary_by(options.lines(VARY_NAME), ["Cookie"]) {
        options.set(VARY_NAME, &value);
    }
}

/// Whether the integration still holds its own reference to the `PrefetchLazyFn` of the contexts.
///
/// This takes the contexts' reference. Lazy routes that are rendered after it are loaded without a preload hint.
fn head_still_waits() -> bool {
    take_context::<PrefetchLazyFn>().is_some_and(|prefetches| prefetches.0.into_inner().is_none())
}

/// The app may set headers after the mark, while the rest of the page is rendered and while blocking resources load.
fn forbid_storing_again_before_the_head_leaves(options: impl Options) {
    let Some(shared) = Owner::current_shared_context() else { return };
    // The shared context keeps the future, which must not keep the shared context.
    let context = Arc::downgrade(&shared);
    shared.defer_stream(Box::pin(async move {
        forbid_storing(&options);
        // Leptos awaits the futures of one round together, blocking resources among them, and then those of the next round.
        if let Some(shared) = context.upgrade() {
            shared.defer_stream(Box::pin(async move { forbid_storing(&options) }));
        }
    }));
}

fn forbid_storing(options: &impl Options) {
    for name in options.names() {
        if overrules_no_store(&name) {
            options.remove(&name);
        }
    }
    if !forbids_storing(options.lines(CACHE_CONTROL_NAME)) {
        options.set(CACHE_CONTROL_NAME, CACHE_CONTROL.as_bytes());
    }
}

/// The owner of the whole response: every run of a closure finds its contexts, whichever owner the run has.
fn root_owner() -> Owner {
    let mut owner = Owner::current().unwrap_or_default();
    while let Some(parent) = owner.parent() {
        owner = parent;
    }
    owner
}

macro_rules! integrations {
    ($($feature:literal => $integration:ident, $value:ty;)*) => {$(
        #[cfg(feature = $feature)]
        impl Options for $integration::ResponseOptions {
            fn names(&self) -> Vec<String> {
                let parts = self.0.read();
                let parts = parts.unwrap_or_else(std::sync::PoisonError::into_inner);
                parts.headers.keys().map(ToString::to_string).collect()
            }

            fn lines(&self, name: &str) -> Vec<Vec<u8>> {
                let parts = self.0.read();
                let parts = parts.unwrap_or_else(std::sync::PoisonError::into_inner);
                parts.headers.get_all(name).into_iter().map(|line| line.as_bytes().to_vec()).collect()
            }

            fn remove(&self, name: &str) {
                let parts = self.0.write();
                let mut parts = parts.unwrap_or_else(std::sync::PoisonError::into_inner);
                parts.headers.remove(name);
            }

            fn set(&self, name: &str, value: &[u8]) {
                if let (Ok(name), Ok(value)) = (name.parse(), <$value>::from_bytes(value)) {
                    self.insert_header(name, value);
                }
            }
        }
    )*};
}

integrations! {
    "axum" => leptos_axum, http::HeaderValue;
    "actix" => leptos_actix, actix_web::http::header::HeaderValue;
}
