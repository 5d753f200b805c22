//! The note beside a response of whether a token was minted for it.

use core::fmt;
use core::sync::atomic::{AtomicU8, Ordering};
use std::sync::Arc;
#[cfg(feature = "sign")]
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::Error;
#[cfg(feature = "sign")]
use crate::page::Settings;

/// Notes beside a response whether a token was minted for it, so that its head can say that nothing may store it.
///
/// It has three states: open, marked, and head sent. An open mark can be [marked](Self::mark) until the response's head
/// leaves. Once the head has left unmarked, marking fails: a token would reach the browser without its header.
///
/// Clones share one state, which any thread may change. `algomo-axum` and `algomo-actix` put a mark into the extensions of
/// each request; `algomo-leptos` looks for it there.
///
/// ```
/// use algomo_core::Error;
/// use algomo_core::http::{Head, ResponseMark};
///
/// let response = ResponseMark::new();
/// response.mark()?; // a token was minted
/// assert_eq!(response.send_head(), Head::NoStore);
///
/// let response = ResponseMark::new();
/// assert_eq!(response.send_head(), Head::Unchanged);
/// assert_eq!(response.mark(), Err(Error::ResponseStarted));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Default)]
pub struct ResponseMark(Arc<State>);

#[derive(Default)]
struct State {
    flags: AtomicU8,
    /// What was rendered for this response with a token in it. Its hashes are computed only if they are asked for.
    #[cfg(feature = "sign")]
    rendered: Mutex<Vec<Settings>>,
}

/// A token was minted, or may still be.
const MARKED: u8 = 1;
/// A guest's page asked the mint.
const ASKED: u8 = 1 << 1;
/// The headers are on their way to the client.
const HEAD_SENT: u8 = 1 << 2;

impl ResponseMark {
    /// Makes the mark of a new response: open, and nobody has asked the mint.
    pub fn new() -> Self {
        Self::default()
    }

    /// Marks the response as one that carries a token, or may carry one in a part that is streamed later.
    ///
    /// # Errors
    ///
    /// [`ResponseStarted`](Error::ResponseStarted) when the head has left unmarked.
    pub fn mark(&self) -> Result<(), Error> {
        let mark =
            |state| (state & HEAD_SENT == 0 || state & MARKED != 0).then_some(state | MARKED);
        match self.0.flags.fetch_update(Ordering::AcqRel, Ordering::Acquire, mark) {
            Ok(_) => Ok(()),
            Err(_) => Err(Error::ResponseStarted),
        }
    }

    /// Notes that the page asked the mint and got no token, so that it is a guest's page, not everybody's.
    ///
    /// After the head has left it changes nothing.
    pub fn ask(&self) {
        self.0.flags.fetch_or(ASKED, Ordering::AcqRel);
    }

    /// Whether the response is marked.
    pub fn is_marked(&self) -> bool {
        self.0.flags.load(Ordering::Acquire) & MARKED != 0
    }

    /// Whether the response's head has left, marked or not.
    pub fn is_head_sent(&self) -> bool {
        self.0.flags.load(Ordering::Acquire) & HEAD_SENT != 0
    }

    /// What the head would need if it left now. For a layer inside of the one that sends it.
    pub fn head(&self) -> Head {
        Head::of(self.0.flags.load(Ordering::Acquire))
    }

    /// Notes that the head leaves now, and returns what it needs.
    pub fn send_head(&self) -> Head {
        Head::of(self.0.flags.fetch_or(HEAD_SENT, Ordering::AcqRel))
    }

    /// What was rendered for this response with a token in it.
    #[cfg(feature = "sign")]
    pub(super) fn rendered(&self) -> MutexGuard<'_, Vec<Settings>> {
        self.0.rendered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for ResponseMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseMark")
            .field("is_marked", &self.is_marked())
            .field("is_head_sent", &self.is_head_sent())
            .finish_non_exhaustive()
    }
}

/// Which headers a response needs, from its [`ResponseMark`].
///
/// It is exhaustive on purpose: a layer that passed over a state would send a wrong header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Head {
    /// The headers stay as they are: the page is the same for everybody, as far as Algomo is concerned.
    Unchanged,
    /// A guest's page: `Vary: Cookie`, so that a shared cache does not show it to members. See [`vary_by`](super::vary_by).
    VaryByCookie,
    /// A page with a token: [`CACHE_CONTROL`](super::CACHE_CONTROL), unless it
    /// [forbids storing](super::forbids_storing) already, and without the headers that would
    /// [overrule](super::overrules_no_store) it.
    NoStore,
}

impl Head {
    fn of(flags: u8) -> Self {
        if flags & MARKED != 0 {
            Self::NoStore
        } else if flags & ASKED != 0 {
            Self::VaryByCookie
        } else {
            Self::Unchanged
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_in_time_holds_for_later_mints() {
        let mark = ResponseMark::new();
        let elsewhere = mark.clone();
        assert!(!mark.is_marked());
        assert_eq!(elsewhere.mark(), Ok(()));
        assert!(mark.is_marked());
        assert_eq!(mark.send_head(), Head::NoStore);
        assert_eq!(elsewhere.mark(), Ok(()));
    }

    #[test]
    fn a_head_that_left_unmarked_stays_unmarked() {
        for asked in [false, true] {
            let mark = ResponseMark::new();
            if asked {
                mark.ask();
            }
            let head = if asked { Head::VaryByCookie } else { Head::Unchanged };
            assert_eq!(mark.head(), head);
            assert!(!mark.is_head_sent());
            assert_eq!(mark.send_head(), head);
            assert!(mark.is_head_sent());
            assert_eq!(mark.mark(), Err(Error::ResponseStarted));
            assert_eq!(mark.mark(), Err(Error::ResponseStarted));
            assert!(!mark.is_marked());
            assert_eq!(mark.send_head(), head);
        }
    }

    #[test]
    fn a_token_outweighs_a_guest() {
        let mark = ResponseMark::new();
        mark.ask();
        assert_eq!(mark.mark(), Ok(()));
        mark.ask();
        assert_eq!(mark.send_head(), Head::NoStore);
    }

    /// Marking and sending at the same time: whichever comes first, both sides agree on it.
    #[test]
    fn threads_agree_on_the_head() {
        for _ in 0..500 {
            let mark = ResponseMark::new();
            let marking = std::thread::spawn({
                let mark = mark.clone();
                move || mark.mark()
            });
            let head = mark.send_head();
            let marked = marking.join().expect("it does not panic");
            assert_eq!(marked.is_ok(), head == Head::NoStore);
        }
    }
}
