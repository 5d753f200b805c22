//! The rendered elements, as a Leptos view.

use std::collections::VecDeque;

use futures_channel::oneshot;
use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::use_context;
use leptos::reactive::computed::suspense::SuspenseContext;
use leptos::reactive::traits::WithUntracked;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::ssr::{StreamBuilder, StreamChunk};
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Position, PositionState, Render, RenderHtml};

use super::page::{BOTH_EMPTY, Page};
use super::response;
use crate::question::{Question, Reply};
use crate::user::Answer;

/// One run of the component.
///
/// Leptos makes several of them for a page, and renders one. Each asks for its user when it is made and when a `<Suspense>`
/// walks over its children, which both happen before the response's first byte, and marks the response where a token may
/// follow. What is minted and reported happens in `to_html_…`, which runs once for a page.
pub(crate) struct SettingsView {
    question: Question,
    page: Page,
    /// The answer while a `<Suspense>` waited for its children. A guest from the start if no token can be minted, since nobody
    /// has to be asked then.
    answer: Option<Answer>,
    /// Whether this run has marked the response.
    has_marked: bool,
}

impl SettingsView {
    pub(super) fn new(question: Question, page: Page) -> Self {
        let answer = (!page.may_mint()).then_some(Answer::Known(None));
        let mut view = Self { question, page, answer, has_marked: false };
        view.mark_if_a_token_may_follow();
        view
    }

    fn mark_if_a_token_may_follow(&mut self) {
        if self.has_marked || is_listing_routes() || !self.page.has_mint() {
            return;
        }
        let may_follow = self.page.may_mint()
            && match self.question.ask_untracked() {
                Reply::Later(_) | Reply::Now(Answer::Known(Some(_))) => true,
                // A resource may hold a member before the page is written. So may the closure that made this run make
                // another run, with another user, when what it has read is there.
                Reply::Now(_) => self.question.is_resource() || is_suspended(),
            };
        self.question.owner().with(|| {
            if may_follow {
                self.has_marked = response::mark();
            } else {
                response::ask();
            }
        });
    }

    /// Asks for the user as far as nobody has answered yet. The view is written right after.
    fn known_answer(&mut self) -> Reply {
        self.answer.take().map_or_else(|| self.question.ask_untracked(), Reply::Now)
    }

    fn html(&self, answer: Answer) -> String {
        self.question.owner().with(|| self.page.html(answer))
    }
}

/// Whether the app is run for the list of its routes.
fn is_listing_routes() -> bool {
    #[cfg(any(feature = "axum", feature = "actix"))]
    {
        leptos_router::RouteList::is_generating()
    }
    #[cfg(not(any(feature = "axum", feature = "actix")))]
    {
        false
    }
}

/// Whether the `<Suspense>` around this place waits for something.
fn is_suspended() -> bool {
    use_context::<SuspenseContext>().is_some_and(|suspense| {
        suspense.tasks.try_with_untracked(|tasks| !tasks.is_empty()).unwrap_or(true)
    })
}

impl RenderHtml for SettingsView {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = BOTH_EMPTY.len();

    fn dry_resolve(&mut self) {
        self.mark_if_a_token_may_follow();
    }

    async fn resolve(mut self) -> Self {
        if self.answer.is_none() {
            let (question, answer) = self.question.answer().await;
            self.question = question;
            self.answer = Some(answer);
        }
        self
    }

    /// Writes the elements at once, without waiting for a user who is still loading.
    fn to_html_with_buf(
        mut self,
        buf: &mut String,
        position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra_attrs: Vec<AnyAttribute>,
    ) {
        *position = Position::NextChild;
        if is_listing_routes() {
            return;
        }
        let answer = match self.known_answer() {
            Reply::Now(answer) => answer,
            Reply::Later(_) => Answer::Pending,
        };
        buf.push_str(&self.html(answer));
    }

    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        mut self,
        buf: &mut StreamBuilder,
        position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra_attrs: Vec<AnyAttribute>,
    ) {
        *position = Position::NextChild;
        match self.known_answer() {
            Reply::Now(answer) => buf.push_sync(&self.html(answer)),
            Reply::Later(_) => self.push_late(buf),
        }
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) {}

    fn into_owned(self) -> Self {
        self
    }
}

impl SettingsView {
    /// Outside of a `<Suspense>`, the response waits for the user before its first byte, as for a blocking resource.
    ///
    /// The elements could be sent later, but not into `<head>`, where Leptos's streaming finds no place, and where
    /// `leptos_meta` needs the whole head in the first chunk.
    fn push_late(self, buf: &mut StreamBuilder) {
        let Self { question, page, .. } = self;
        let shared = question.owner().shared_context();
        let (answered, answer) = oneshot::channel();
        let (sender, over) = oneshot::channel::<()>();
        leptos::task::spawn(async move {
            // If the request was given up, nobody listens.
            _ = answered.send(question.answer().await);
            drop(sender);
        });
        if let Some(shared) = shared {
            shared.defer_stream(Box::pin(async move {
                _ = over.await;
            }));
        }
        buf.push_async(async move {
            let html = match answer.await {
                Ok((question, answer)) => question.owner().with(|| page.html(answer)),
                Err(oneshot::Canceled) => BOTH_EMPTY.to_owned(),
            };
            VecDeque::from([StreamChunk::Sync(html)])
        });
    }
}

/// A server has no document, so there is nothing to build.
impl Render for SettingsView {
    type State = ();

    fn build(self) {}

    fn rebuild(self, (): &mut ()) {}
}

/// The elements are the component's own: attributes that are spread onto it have no effect.
impl AddAnyAttr for SettingsView {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self {
        self
    }
}
