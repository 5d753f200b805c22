//! Every way in which an app gets its user.

use std::sync::Arc;

use algomo_core::{AlgomoVisitor, Visitor};
use algomo_leptos::{AlgomoSettings, SettingsError};
use leptos::prelude::*;
use leptos::server::codee::string::JsonSerdeCodec;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use super::app::{MODES, Mode, Page, Place, after, respond};
use crate::common::page::{claims, tokens};
use crate::common::{User, ada, assert_one_event, guest};

/// An error of the app's own, for its server functions. Its text has what no log of ours may have.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum AppError {
    Database(String),
}

impl FromServerFnError for AppError {
    type Encoder = leptos::server_fn::codec::JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        Self::Database(error.to_string())
    }
}

type Loaded = Result<Option<User>, ServerFnError>;
type LoadedByApp = Result<Option<User>, AppError>;

async fn after_a_while<T>(value: T) -> T {
    after(15, value).await
}

/// Renders the settings of each way in each place and mode, and checks the page.
#[track_caller]
fn check<V: IntoView + Send + 'static>(
    settings: impl Fn() -> V + Copy + Send + Sync + 'static,
    assert: impl Fn(&Page, (Mode, Place)),
) {
    for mode in MODES {
        for place in [Place::Suspense, Place::Outside] {
            let page = respond(mode, move || {
                // Made first, so that it is created outside the boundary as apps do.
                let settings = settings();
                let stock = Resource::new(|| (), |()| after_a_while(1815));
                let in_place = place.around(move || settings);
                view! {
                    <main>{in_place}</main>
                    <Suspense>{move || stock.get().map(|stock| view! { <i>{stock}</i> })}</Suspense>
                }
            });
            assert!(page.html.contains("<i>1815</i>"), "{mode:?} {place:?}");
            assert(&page, (mode, place));
        }
    }
}

fn is_adas(page: &Page, way: (Mode, Place)) {
    page.assert_tokens(&["Ada Lovelace"], way);
}

fn is_anonymous(page: &Page, way: (Mode, Place)) {
    assert_eq!(tokens(&page.html), [""; 0], "{way:?}");
    assert_eq!(page.events, [""; 0], "{way:?}");
}

fn is_a_failure(page: &Page, way: (Mode, Place)) {
    assert_eq!(tokens(&page.html), [""; 0], "{way:?}");
    assert_one_event(&page.events, "ERROR", "the user could not be loaded");
    assert!(!page.events[0].contains("secret detail"), "{way:?}: {:?}", page.events);
}

#[test]
fn a_function() {
    #[expect(clippy::unnecessary_wraps, reason = "apps have functions like it")]
    fn ok() -> Loaded {
        Ok(ada())
    }
    fn failed() -> LoadedByApp {
        Err(AppError::Database("secret detail".into()))
    }
    check(|| view! { <AlgomoSettings user=ada/> }, is_adas);
    check(|| view! { <AlgomoSettings user=|| ada().unwrap()/> }, is_adas);
    check(|| view! { <AlgomoSettings user=ok/> }, is_adas);
    check(|| view! { <AlgomoSettings user=|| Some(ok())/> }, is_adas);
    check(|| view! { <AlgomoSettings user=|| ada().map(Arc::new)/> }, is_adas);
    check(|| view! { <AlgomoSettings user=guest/> }, is_anonymous);
    check(|| view! { <AlgomoSettings user=|| ok().map(|_| guest())/> }, is_anonymous);
    check(|| view! { <AlgomoSettings user=failed/> }, is_a_failure);
    check(|| view! { <AlgomoSettings user=|| Some(failed())/> }, is_a_failure);
}

#[test]
fn a_function_that_reads_a_resource() {
    check(
        || {
            let user = Resource::new(|| (), |()| after_a_while(ada()));
            view! { <AlgomoSettings user=move || user.get()/> }
        },
        is_adas,
    );
    check(
        || {
            let user = Resource::new(|| (), |()| after_a_while(Loaded::Ok(ada())));
            view! { <AlgomoSettings user=move || user.get()/> }
        },
        is_adas,
    );
    check(
        || {
            let user = Resource::new(|| (), |()| after_a_while(Loaded::Ok(guest())));
            view! { <AlgomoSettings user=move || user.get()/> }
        },
        is_anonymous,
    );
    check(
        || {
            let failed = LoadedByApp::Err(AppError::Database("secret detail".into()));
            let user = Resource::new(|| (), move |()| after_a_while(failed.clone()));
            view! { <AlgomoSettings user=move || user.get()/> }
        },
        is_a_failure,
    );
    // By reference, without a clone of the user.
    check(
        || {
            let user = Resource::new(|| (), |()| after_a_while(ada()));
            view! { <AlgomoSettings user=move || user.map(|user| user.visitor().map(Visitor::into_owned))/> }
        },
        is_adas,
    );
}

#[test]
fn every_kind_of_resource() {
    check(
        || view! { <AlgomoSettings user=Resource::new(|| (), |()| after_a_while(ada()))/> },
        is_adas,
    );
    check(
        || view! { <AlgomoSettings user=Resource::new_blocking(|| (), |()| after_a_while(Loaded::Ok(ada())))/> },
        is_adas,
    );
    check(
        || view! { <AlgomoSettings user=ArcResource::new(|| (), |()| after_a_while(LoadedByApp::Ok(ada())))/> },
        is_adas,
    );
    check(|| view! { <AlgomoSettings user=OnceResource::new(after_a_while(ada()))/> }, is_adas);
    check(
        || view! { <AlgomoSettings user=OnceResource::new_blocking(after_a_while(Loaded::Ok(ada())))/> },
        is_adas,
    );
    check(
        || view! { <AlgomoSettings user=ArcOnceResource::new(after_a_while(Some(Loaded::Ok(ada()))))/> },
        is_adas,
    );
    check(|| view! { <AlgomoSettings user=OnceResource::new(async { ada() })/> }, is_adas);
    check(
        || view! { <AlgomoSettings user=Resource::new(|| (), |()| after_a_while(guest()))/> },
        is_anonymous,
    );
    check(
        || view! { <AlgomoSettings user=OnceResource::new(after_a_while(Loaded::Ok(guest())))/> },
        is_anonymous,
    );
    check(
        || {
            let failed = ServerFnError::ServerError("secret detail".into());
            view! { <AlgomoSettings user=OnceResource::new(after_a_while(Loaded::Err(failed)))/> }
        },
        is_a_failure,
    );
    check(
        || {
            let failed = LoadedByApp::Err(AppError::Database("secret detail".into()));
            view! { <AlgomoSettings user=Resource::new(|| (), move |()| after_a_while(failed.clone()))/> }
        },
        is_a_failure,
    );
}

/// A codec that is not the default.
#[test]
fn a_resource_with_another_codec() {
    #[derive(Clone, AlgomoVisitor)]
    struct Id(#[algomo(id)] u32);

    impl std::str::FromStr for Id {
        type Err = std::num::ParseIntError;

        fn from_str(text: &str) -> Result<Self, Self::Err> {
            text.parse().map(Self)
        }
    }

    impl std::fmt::Display for Id {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "{}", self.0)
        }
    }

    check(
        || view! { <AlgomoSettings user=Resource::new_str(|| (), |()| after_a_while(Id(7)))/> },
        |page, way| {
            let [token] = tokens(&page.html)[..] else { panic!("{way:?}") };
            assert_eq!(claims(token)["id"], 7, "{way:?}");
        },
    );
    check(
        || {
            let user = Resource::<_, JsonSerdeCodec>::new_with_options(
                || (),
                |()| after_a_while(ada()),
                false,
            );
            view! { <AlgomoSettings user=user/> }
        },
        is_adas,
    );
}

#[test]
fn a_failure_is_reported_once() {
    let (sender, errors) = std::sync::mpsc::channel();
    let page = respond(Mode::OutOfOrder, move || {
        let sender = sender.clone();
        let on_error = move |error: SettingsError| sender.send(error).unwrap();
        let failed = LoadedByApp::Err(AppError::Database("secret detail".into()));
        let user = OnceResource::new(after_a_while(failed));
        view! { <Suspense><AlgomoSettings user=user on_error=on_error/></Suspense> }
    });
    is_a_failure(&page, (Mode::OutOfOrder, Place::Suspense));
    assert_eq!(errors.try_iter().collect::<Vec<_>>(), [SettingsError::UserFailed]);
}
