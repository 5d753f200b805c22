//! The mark without a layer: in the headers that a server integration of Leptos collects for the app.
//!
//! An integration shares its `ResponseOptions` with the contexts until the response's head leaves, and then takes the
//! headers out. While it holds them there are three references: its own, the context's and ours. After that there are two.
//! Where a page is rendered to a file (`SsrMode::Static`), the integration holds none.

use std::sync::Arc;

use algomo_core::http::{CACHE_CONTROL, forbids_storing, overrules_no_store, vary_by};
use leptos::prelude::{Owner, provide_context, use_context};

const CACHE_CONTROL_NAME: &str = "cache-control";
const VARY_NAME: &str = "vary";

/// The response options of an integration. Those of axum and Actix Web are alike, but their headers are of different types.
pub(super) trait Options {
    /// Whether the integration still holds the options. `self` is a clone of ours.
    fn are_held(&self) -> bool;
    fn names(&self) -> Vec<String>;
    fn lines(&self, name: &str) -> Vec<Vec<u8>>;
    fn remove(&self, name: &str);
    /// Sets a header to one line.
    fn set(&self, name: &str, value: &[u8]);
}

/// Kept for the whole request: a component or the app has marked the response.
#[derive(Clone)]
struct HasMarked;

/// Marks the response, or checks that an earlier mark was in time.
pub(super) fn mark(options: &impl Options) -> bool {
    let is_held = options.are_held();
    if is_held {
        forbid_storing(options);
        root_owner().with(|| provide_context(HasMarked));
        return true;
    }
    // An earlier mark has left with the head if the integration has taken it. An app's own clone of the options can make it
    // look as if they were still held: a mark that came too late stays where it is.
    use_context::<HasMarked>().is_some() && options.lines(CACHE_CONTROL_NAME).is_empty()
}

pub(super) fn ask(options: &impl Options) {
    if let Some(value) = vary_by(options.lines(VARY_NAME), ["Cookie"])
        && options.are_held()
    {
        options.set(VARY_NAME, &value);
    }
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
            fn are_held(&self) -> bool {
                Arc::strong_count(&self.0) > 2
            }

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
