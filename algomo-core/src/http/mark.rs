//! The mark of a response, which says whether a token was minted for it.

use core::fmt;
use core::sync::atomic::{AtomicU8, Ordering};
use std::sync::Arc;
#[cfg(feature = "sign")]
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::Error;
#[cfg(feature = "sign")]
use crate::page::Settings;

/// Records whether a token was minted for a response, so that the response's head can forbid caches to store it.
///
/// It has three states: open, marked, and head sent. An open mark can be [marked](Self::mark) until the response's head
/// leaves. Once the head has left unmarked, marking fails: a token would reach the browser without its header.
///
/// Clones share one state, which any thread may change. `algomo-axum` and `algomo-actix` put a mark into the extensions of
/// each request; `algomo-leptos` looks for it there. If layers are nested, each has its own mark, and the inner layer's mark is
/// made with [`inner`](Self::inner).
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
    /// The mark of the layer around the one that this mark belongs to.
    outer: Option<ResponseMark>,
    /// The settings with a token that were rendered for this response, kept while the head may still name their hashes. The
    /// hashes are computed on request. Nested marks share the outermost mark's list.
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

    /// Makes the mark of a layer inside the one that this mark belongs to.
    ///
    /// The inner layer's head may leave long before the outer one's, if a cache between them collects the body. So a token
    /// needs both marks: marking the inner one marks this one, too, and fails if either head has left unmarked.
    ///
    /// ```
    /// use algomo_core::Error;
    /// use algomo_core::http::{Head, ResponseMark};
    ///
    /// let outer = ResponseMark::new();
    /// let inner = outer.inner();
    /// inner.mark()?;
    /// assert_eq!((inner.send_head(), outer.send_head()), (Head::NoStore, Head::NoStore));
    ///
    /// let outer = ResponseMark::new();
    /// let inner = outer.inner();
    /// assert_eq!(inner.send_head(), Head::Unchanged);
    /// assert_eq!(inner.mark(), Err(Error::ResponseStarted));
    /// assert!(!outer.is_marked());
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn inner(&self) -> Self {
        Self(Arc::new(State { outer: Some(self.clone()), ..State::default() }))
    }

    /// Marks the response as one that carries a token, or may carry one in a part that is streamed later.
    ///
    /// # Errors
    ///
    /// [`ResponseStarted`](Error::ResponseStarted) if this head, or that of a layer around this one, has left unmarked.
    pub fn mark(&self) -> Result<(), Error> {
        let mark =
            |state| (state & HEAD_SENT == 0 || state & MARKED != 0).then_some(state | MARKED);
        if self.0.flags.fetch_update(Ordering::AcqRel, Ordering::Acquire, mark).is_err() {
            return Err(Error::ResponseStarted);
        }
        self.0.outer.as_ref().map_or(Ok(()), Self::mark)
    }

    /// Records that the page asked the mint and got no token, so it is a guest's page and not the same for everybody.
    ///
    /// This has no effect after the head has left.
    pub fn ask(&self) {
        self.0.flags.fetch_or(ASKED, Ordering::AcqRel);
        if let Some(outer) = &self.0.outer {
            outer.ask();
        }
    }

    /// Whether the response is marked.
    pub fn is_marked(&self) -> bool {
        self.0.flags.load(Ordering::Acquire) & MARKED != 0
    }

    /// Whether the response's head has left, marked or not.
    pub fn is_head_sent(&self) -> bool {
        self.0.flags.load(Ordering::Acquire) & HEAD_SENT != 0
    }

    /// The headers that the response would need if its head left now.
    pub fn head(&self) -> Head {
        Head::of(self.0.flags.load(Ordering::Acquire))
    }

    /// Records that the head leaves now, and returns the headers that it needs.
    ///
    /// Call it also when there will be no response, because the request failed or the client hung up. From then on nothing can be
    /// minted for it, unless the response was marked.
    pub fn send_head(&self) -> Head {
        let head = Head::of(self.0.flags.fetch_or(HEAD_SENT, Ordering::AcqRel));
        #[cfg(feature = "sign")]
        if self.0.outer.is_none() {
            *self.rendered() = Vec::new();
        }
        head
    }

    /// Keeps the settings, unless the outermost head has left and can no longer name their hash.
    #[cfg(feature = "sign")]
    pub(super) fn note_rendered(&self, settings: &Settings) {
        let outermost = self.outermost();
        // The lock is held meanwhile, so that a head that leaves now still empties the list.
        let mut rendered = outermost.rendered();
        if !outermost.is_head_sent() {
            rendered.push(settings.clone());
        }
    }

    #[cfg(feature = "sign")]
    fn outermost(&self) -> &Self {
        let mut outermost = self;
        while let Some(outer) = &outermost.0.outer {
            outermost = outer;
        }
        outermost
    }

    /// The settings with a token that were rendered for this response.
    #[cfg(feature = "sign")]
    pub(super) fn rendered(&self) -> MutexGuard<'_, Vec<Settings>> {
        self.outermost().0.rendered.lock().unwrap_or_else(PoisonError::into_inner)
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

/// The headers that a response needs, according to its [`ResponseMark`].
///
/// It is exhaustive on purpose: a layer that ignored a state would send a wrong header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Head {
    /// The headers stay as they are: the page is the same for everybody, as far as Algomo is concerned.
    Unchanged,
    /// A guest's page: `Vary: Cookie`, so that a shared cache does not show it to members. See [`vary_by`](super::vary_by).
    Vary,
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
            Self::Vary
        } else {
            Self::Unchanged
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

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
            let head = if asked { Head::Vary } else { Head::Unchanged };
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
    fn a_token_needs_the_marks_of_all_layers() {
        let outer = ResponseMark::new();
        let inner = outer.inner();
        let innermost = inner.inner();
        innermost.ask();
        assert_eq!(innermost.send_head(), outer.head());
        assert_eq!(innermost.mark(), Err(Error::ResponseStarted));
        assert!(!inner.is_marked() && !outer.is_marked());
        // A middleware between the layers still may.
        assert_eq!(inner.mark(), Ok(()));
        assert!(outer.is_marked() && !innermost.is_marked());

        let outer = ResponseMark::new();
        let inner = outer.inner();
        let _ = outer.send_head();
        assert_eq!(inner.mark(), Err(Error::ResponseStarted));
        assert_eq!(inner.mark(), Err(Error::ResponseStarted));

        let outer = ResponseMark::new();
        let inner = outer.inner();
        assert_eq!(inner.mark(), Ok(()));
        assert_eq!((inner.send_head(), outer.send_head()), (Head::NoStore, Head::NoStore));
        assert_eq!(inner.mark(), Ok(()));
    }

    #[test]
    fn a_token_outweighs_a_guest() {
        let mark = ResponseMark::new();
        mark.ask();
        assert_eq!(mark.mark(), Ok(()));
        mark.ask();
        assert_eq!(mark.send_head(), Head::NoStore);
    }

    /// Does two things to the same mark at the same time, again and again, and checks each outcome.
    fn race<A: Send, B: Send>(
        one: impl Fn(&ResponseMark) -> A + Sync,
        other: impl Fn(&ResponseMark) -> B + Sync,
        check: impl Fn(&ResponseMark, A, B),
    ) {
        let marks: Vec<_> = (0..100_000).map(|_| ResponseMark::new()).collect();
        let arrived = AtomicUsize::new(0);
        // Threads that wait for each other at each mark overlap far more often than new ones.
        let meet = |round: usize, delay: usize| {
            arrived.fetch_add(1, Ordering::AcqRel);
            let mut turns = 0;
            while arrived.load(Ordering::Acquire) < 2 * (round + 1) {
                turns += 1;
                if turns > 1000 {
                    std::thread::yield_now();
                }
            }
            // Now this one is a little later, and now the other.
            (0..delay % 16).for_each(|_| std::hint::spin_loop());
        };
        let (ones, others) = std::thread::scope(|scope| {
            let ones = scope.spawn(|| {
                let rounds = marks.iter().enumerate();
                rounds.map(|(round, mark)| (meet(round, round), one(mark)).1).collect::<Vec<_>>()
            });
            let rounds = marks.iter().enumerate();
            let others: Vec<_> =
                rounds.map(|(round, mark)| (meet(round, round / 16), other(mark)).1).collect();
            (ones.join().expect("it does not panic"), others)
        });
        for ((mark, one), other) in marks.iter().zip(ones).zip(others) {
            check(mark, one, other);
        }
    }

    #[test]
    fn threads_agree_on_the_head() {
        race(ResponseMark::mark, ResponseMark::send_head, |mark, marked, head| {
            assert!(mark.is_head_sent());
            assert_eq!(marked.is_ok(), head == Head::NoStore);
            assert_eq!(marked.is_ok(), mark.is_marked());
        });
    }

    /// Races show only some of what goes wrong if another thread comes between reading the flags and writing them.
    #[test]
    fn the_flags_are_never_written_without_reading_them_in_the_same_step() {
        let source = include_str!("mark.rs").split("#[cfg(test)]").next().expect("a beginning");
        for write in [".store(", ".swap(", "get_mut("] {
            assert!(!source.contains(write), "{write}");
        }
        assert_eq!(source.matches("flags.fetch_").count(), 3);
    }

    #[test]
    fn a_guest_in_another_thread_takes_nothing_back() {
        race(ResponseMark::ask, ResponseMark::mark, |mark, (), marked| {
            assert!(marked.is_ok() && mark.is_marked());
        });
        race(ResponseMark::ask, ResponseMark::send_head, |mark, (), _| {
            assert!(mark.is_head_sent());
            assert_eq!(mark.mark(), Err(Error::ResponseStarted));
        });
    }
}
