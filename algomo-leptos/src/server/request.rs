//! What belongs to one request.

use core::any::TypeId;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use leptos::prelude::{Owner, provide_context, use_context};

/// Whether the app is run for the list of its routes, at the server's start, when nobody asks for a page.
pub(super) fn is_listing_routes() -> bool {
    #[cfg(any(feature = "axum", feature = "actix"))]
    {
        leptos_router::RouteList::is_generating()
    }
    #[cfg(not(any(feature = "axum", feature = "actix")))]
    {
        false
    }
}

/// The request's elements that were made and not rendered, by the function that names their user.
///
/// Leptos runs a closure inside a `<Suspense>` several times, and renders the last run only. The elements of a run that
/// was for nothing are kept for the next one, so that the user is asked for once, and a failure is reported once.
#[derive(Clone)]
pub(super) struct Unrendered {
    shelves: Shelves,
    function: TypeId,
}

type Shelves = Arc<Mutex<HashMap<TypeId, VecDeque<String>>>>;

/// The context's type: nobody else's.
#[derive(Clone, Default)]
struct RequestShelves(Shelves);

impl Unrendered {
    pub(super) fn of_this_request<F: 'static>() -> Self {
        let RequestShelves(shelves) = use_context().unwrap_or_else(|| {
            let shelves = RequestShelves::default();
            if let Some(root) = root_owner() {
                root.with(|| provide_context(shelves.clone()));
            }
            shelves
        });
        Self { shelves, function: TypeId::of::<F>() }
    }

    /// The elements that have waited longest.
    pub(super) fn take(&self) -> Option<String> {
        self.shelves().get_mut(&self.function)?.pop_front()
    }

    pub(super) fn put(&self, html: String) {
        self.shelves().entry(self.function).or_default().push_back(html);
    }

    fn shelves(&self) -> MutexGuard<'_, HashMap<TypeId, VecDeque<String>>> {
        self.shelves.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The owner of the whole response: every run of a closure finds its contexts, whichever owner the run has.
fn root_owner() -> Option<Owner> {
    let mut owner = Owner::current()?;
    while let Some(parent) = owner.parent() {
        owner = parent;
    }
    Some(owner)
}
