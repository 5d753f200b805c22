//! Asks for the user, and tells whether the answer is still loading.

use futures_channel::oneshot;
use leptos::prelude::*;
use leptos::reactive::computed::suspense::{LocalResourceNotifier, SuspenseContext};

use crate::user::{Answer, UserSource};

/// The component's question for its user, which can be asked any number of times.
pub(crate) struct Question {
    ask: Box<dyn Fn() -> Answer + Send>,
    /// Whether a resource is asked, and not a function.
    #[cfg(feature = "ssr")]
    is_resource: bool,
    /// A child of the owner in which the component was created, so that its contexts are found wherever the view is rendered.
    ///
    /// Not the current owner itself: a `<Suspense>` stores its view in that owner, so holding it would make a cycle.
    owner: Owner,
}

pub(crate) enum Reply {
    Now(Answer),
    /// A resource that was read is still loading.
    Later(
        #[cfg_attr(not(feature = "ssr"), expect(dead_code, reason = "only the server waits"))]
        Loading,
    ),
}

impl Question {
    pub(crate) fn new<Kind, U: UserSource<Kind>>(source: U) -> Self {
        Self {
            ask: Box::new(move || source.answer()),
            #[cfg(feature = "ssr")]
            is_resource: U::IS_RESOURCE,
            owner: Owner::new(),
        }
    }

    #[cfg(feature = "ssr")]
    pub(crate) fn is_resource(&self) -> bool {
        self.is_resource
    }

    /// The owner with the contexts of the component's place.
    #[cfg(feature = "ssr")]
    pub(crate) fn owner(&self) -> &Owner {
        &self.owner
    }

    /// Asks, as a `<Suspense>` of its own would: resources that are read register what they still wait for.
    pub(crate) fn ask(&self) -> Reply {
        let loading = Loading(SuspenseContext { tasks: ArcRwSignal::default() });
        let (notifier, mut is_local) = oneshot::channel();
        let answer = self.owner.with(|| {
            provide_context(loading.0.clone());
            provide_context(LocalResourceNotifier::from(notifier));
            (self.ask)()
        });
        // A `LocalResource` never loads on the server.
        if matches!(is_local.try_recv(), Ok(Some(()))) {
            return Reply::Now(Answer::Pending);
        }
        if loading.is_over() { Reply::Now(answer) } else { Reply::Later(loading) }
    }
}

/// The resources that an answer waits for.
pub(crate) struct Loading(pub(crate) SuspenseContext);

impl Loading {
    /// While another thread writes the list, Leptos cannot read it, and its `with` would panic. Something is loading then.
    fn is_over(&self) -> bool {
        let is_empty = self.0.tasks.try_with_untracked(|tasks| tasks.keys().next().is_none());
        is_empty.unwrap_or(false)
    }
}
