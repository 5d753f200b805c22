//! Who is logged in: what the prop `user` takes, and what it answers.

use algomo_core::{AlgomoVisitor, Visitor};
use leptos::prelude::*;

/// What a function or a resource says about the user.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub enum Answer {
    /// The user's claims, or `None` for a guest.
    Known(Option<Box<Visitor<'static>>>),
    /// An `Err` in place of a user.
    Failed,
    /// No value yet.
    Pending,
}

/// What the prop `user` of [`AlgomoSettings`](crate::AlgomoSettings) takes: a function, a closure or a resource.
///
/// `Kind` tells the implementations apart. The compiler infers it.
///
/// Anything else as the user does not compile: `tests/leptos-ui` has the messages, and shows that their advice works.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the `user` of `<AlgomoSettings>`",
    label = "neither a function that returns the user, nor a resource of the user",
    note = "the user is an `AlgomoVisitor` (write `#[derive(AlgomoVisitor)]` on its type), or an `Option`, a `Result` or an `Option<Result>` of one",
    note = "a value is returned by a closure: `move || user.clone()`",
    note = "a `LocalResource` loads in the browser only: use `Resource::new(|| (), |()| load_user())`",
    note = "a signal changes in the browser: for its value on the server, write `move || signal.get()`",
    note = "an `Action` runs in the browser: use a resource that loads again after it, `Resource::new(move || action.version().get(), |_| load_user())`",
    note = "an async function is called by a resource: `Resource::new(|| (), |()| load_user())`"
)]
pub trait UserSource<Kind>: Send + 'static {
    /// Whether this is a resource, whose changes can be watched in the browser.
    #[doc(hidden)]
    const IS_RESOURCE: bool;

    #[doc(hidden)]
    fn answer(&self) -> Answer;
}

/// What a user function returns, or a resource holds.
///
/// `Kind` tells the implementations apart. The compiler infers it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a user that `<AlgomoSettings>` can take",
    label = "not an `AlgomoVisitor`, nor an `Option`, a `Result` or an `Option<Result>` of one",
    note = "write `#[derive(AlgomoVisitor)]` on the user's type",
    note = "an async function is called by a resource: `Resource::new(|| (), |()| load_user())`"
)]
pub trait User<Kind> {
    #[doc(hidden)]
    fn answer(&self) -> Answer;
}

/// The kinds of users.
#[doc(hidden)]
#[derive(Debug)]
pub enum IsVisitor {}
#[doc(hidden)]
#[derive(Debug)]
pub enum IsNothing {}
#[doc(hidden)]
#[derive(Debug)]
pub enum IsResult {}
#[doc(hidden)]
#[derive(Debug)]
pub enum IsOptionalResult {}

/// Never applies. With a single candidate, rustc would report that a future is not an `AlgomoVisitor`; with two, it reports the
/// message of `User`.
impl<T: Never> User<IsNothing> for T {
    fn answer(&self) -> Answer {
        Answer::Pending
    }
}

/// Implemented for nothing.
#[doc(hidden)]
pub trait Never {}

impl<V: AlgomoVisitor> User<IsVisitor> for V {
    fn answer(&self) -> Answer {
        Answer::Known(self.visitor().map(|visitor| Box::new(visitor.into_owned())))
    }
}

impl<V: AlgomoVisitor, E> User<IsResult> for Result<V, E> {
    fn answer(&self) -> Answer {
        self.as_ref().map_or(Answer::Failed, User::<IsVisitor>::answer)
    }
}

impl<V: AlgomoVisitor, E> User<IsOptionalResult> for Option<Result<V, E>> {
    fn answer(&self) -> Answer {
        self.as_ref().map_or(Answer::Pending, User::<IsResult>::answer)
    }
}

/// The kinds of sources.
#[doc(hidden)]
#[derive(Debug)]
pub struct IsFunction<V, Kind>(core::marker::PhantomData<(V, Kind)>);
#[doc(hidden)]
#[derive(Debug)]
pub struct IsResource<Kind>(core::marker::PhantomData<Kind>);

impl<F, V, Kind> UserSource<IsFunction<V, Kind>> for F
where
    F: Fn() -> V + Send + 'static,
    V: User<Kind>,
{
    const IS_RESOURCE: bool = false;

    fn answer(&self) -> Answer {
        self().answer()
    }
}

macro_rules! resources {
    ($($resource:ident),*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T, Codec, Kind> UserSource<IsResource<Kind>> for $resource<T, Codec>
        where
            T: User<Kind> + Send + Sync + 'static,
            Codec: Send + 'static,
        {
            const IS_RESOURCE: bool = true;

            fn answer(&self) -> Answer {
                let answer = self.try_with(|value| value.as_ref().map(User::answer));
                answer.flatten().unwrap_or(Answer::Pending)
            }
        }
    )*};
}

resources!(Resource, ArcResource, OnceResource, ArcOnceResource);

#[cfg(test)]
mod tests {
    use algomo_core::Visitor;

    use super::{IsVisitor, User};

    #[test]
    fn an_answers_debug_shows_no_claim() {
        for name in ["Zaphod", "Marvin"] {
            let visitor = Visitor::new("u-8675309").name(name);
            let answer = User::<IsVisitor>::answer(&visitor);
            let shown = format!("{answer:?} {answer:#?}");
            assert!(shown.contains("Known"), "{shown}");
            assert!(!shown.contains(name) && !shown.contains("8675309"), "{shown}");
        }
    }
}
