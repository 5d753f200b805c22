//! Waits for a user whose resources are still loading.

use futures_channel::oneshot;
use leptos::prelude::*;
use leptos::reactive::diagnostics::SpecialNonReactiveZone;

use crate::question::{Loading, Question, Reply};
use crate::user::Answer;

impl Question {
    /// Asks without subscribing to what is read, and without Leptos's warning about that.
    pub(super) fn ask_untracked(&self) -> Reply {
        let _zone = SpecialNonReactiveZone::enter();
        untrack(|| self.ask())
    }

    /// Asks until nothing is loading any more.
    pub(super) async fn answer(self) -> (Self, Answer) {
        // Resources that are read one after the other need a round each. A function that makes a new one in each round
        // would never end.
        const ROUNDS: usize = 16;
        for _ in 0..ROUNDS {
            let loaded = match self.ask_untracked() {
                Reply::Now(answer) => return (self, answer),
                Reply::Later(loading) => loading.over(self.owner()),
            };
            loaded.await;
        }
        (self, Answer::Pending)
    }
}

impl Loading {
    /// Ends when all have loaded, or with the owner.
    fn over(self, owner: &Owner) -> impl Future<Output = ()> + Send + use<> {
        let (sender, over) = oneshot::channel::<()>();
        let mut sender = Some(sender);
        owner.with(|| {
            Effect::new_isomorphic(move |_| {
                // `None` while another thread writes the list, which then runs this effect again.
                if self.0.tasks.try_with(|tasks| tasks.keys().next().is_none()) == Some(true) {
                    drop(sender.take());
                }
            });
        });
        async move {
            // The sender sends nothing: it is dropped.
            _ = over.await;
        }
    }
}
