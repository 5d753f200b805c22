//! The mark of the response that is being rendered: no cache may keep it, because a token may follow.
//!
//! All functions look for the response in the contexts of the current owner.

mod options;

use algomo_core::http::ResponseMark;
use leptos::prelude::use_context;
use leptos::reactive::owner::with_context;

/// Marks the response, and returns whether a token may follow.
///
/// With the layer of algomo-axum or algomo-actix around Leptos's routes, this is the layer's mark. Otherwise, it is in the
/// headers that the server integration holds for the app. Without either, there is no response to mark. A page that is rendered
/// to a file has headers too, but no response of its own.
pub(super) fn mark() -> bool {
    if is_static() {
        return false;
    }
    if let Some(mark) = layers_mark() {
        return mark.mark().is_ok();
    }
    #[cfg(feature = "axum")]
    if let Some(options) = use_context::<leptos_axum::ResponseOptions>() {
        return options::mark(&options);
    }
    #[cfg(feature = "actix")]
    if let Some(options) = use_context::<leptos_actix::ResponseOptions>() {
        return options::mark(&options);
    }
    true
}

/// Notes that the page is a guest's: a shared cache must not show it to members.
pub(super) fn ask() {
    if is_static() {
        return;
    }
    if let Some(mark) = layers_mark() {
        return mark.ask();
    }
    #[cfg(feature = "axum")]
    if let Some(options) = use_context::<leptos_axum::ResponseOptions>() {
        options::ask(&options);
    }
    #[cfg(feature = "actix")]
    if let Some(options) = use_context::<leptos_actix::ResponseOptions>() {
        options::ask(&options);
    }
}

/// Whether an integration renders the page to a file (`SsrMode::Static`).
fn is_static() -> bool {
    #[cfg(feature = "axum")]
    if use_context::<leptos_axum::ResponseOptions>().is_some() {
        return options::is_static();
    }
    #[cfg(feature = "actix")]
    if use_context::<leptos_actix::ResponseOptions>().is_some() {
        return options::is_static();
    }
    false
}

/// The mark that the layer has put into the request's extensions.
fn layers_mark() -> Option<ResponseMark> {
    let mut mark = None;
    #[cfg(feature = "axum")]
    with_context(|parts: &http::request::Parts| mark = parts.extensions.get().cloned());
    #[cfg(feature = "actix")]
    with_context(|request: &leptos_actix::Request| {
        mark = actix_web::HttpMessage::extensions(&**request).get().cloned();
    });
    mark
}
