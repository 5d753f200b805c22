//! Every way in which an app gets its user.

#![forbid(unsafe_code)]

mod common;

use std::sync::Arc;
use std::time::Duration;

use algomo_core::{AlgomoVisitor, Visitor};
use algomo_leptos::{AlgomoSettings, SettingsError};
use common::axum::{MODES, Mode, Page, app_in, respond};
use common::page::{shown_names, token_names, tokens};
use common::{User, ada, assert_one_event, guest};
use leptos::prelude::*;
use leptos::server::codee::string::JsonSerdeCodec;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

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
    tokio::time::sleep(Duration::from_millis(15)).await;
    value
}

/// A view with the component in it, in and outside of a `<Suspense>`, next to a second resource of the app's own.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Suspense,
    Outside,
}

impl Place {
    fn around<V: IntoView + Send + 'static>(
        self,
        children: impl FnOnce() -> V + Send + 'static,
    ) -> AnyView {
        match self {
            Self::Suspense => {
                view! { <h1>"Sent first"</h1><Suspense>{children()}</Suspense> }.into_any()
            }
            Self::Outside => view! { <h1>"Sent first"</h1>{children()} }.into_any(),
        }
    }
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
                // Made first, so that it is created outside of the boundary as apps do.
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
    assert_eq!(token_names(&page.html), ["Ada Lovelace"], "{way:?}");
    assert!(page.is_uncacheable(), "{way:?}");
    assert_eq!(page.events, [""; 0], "{way:?}");
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
            assert_eq!(common::page::claims(token)["id"], 7, "{way:?}");
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

/// A `LocalResource` in a function can't be found at compile time. Nothing waits for it.
#[test]
fn a_local_resource_in_a_function_never_arrives() {
    for mode in MODES {
        for place in [Place::Suspense, Place::Outside] {
            let page = respond(mode, move || {
                let user = LocalResource::new(|| after_a_while(ada()));
                place.around(move || view! { <AlgomoSettings user=move || user.get().flatten()/> })
            });
            assert_eq!(tokens(&page.html), [""; 0], "{mode:?} {place:?}");
            assert_one_event(&page.events, "ERROR", "LocalResource");
        }
    }
}

/// As the README says: Leptos sends the fallback in place of the children.
#[test]
fn beside_a_local_resource_nothing_is_rendered() {
    for mode in MODES {
        for name in ["Ada Lovelace", "Augusta King"] {
            let page = respond(mode, move || {
                let local = LocalResource::new(|| after_a_while(7));
                let user = move || common::user("u-1042", name);
                view! { <Suspense><AlgomoSettings user=user/>{move || local.get()}</Suspense> }
            });
            assert!(!page.html.contains("<script></script>"), "{mode:?}");
            assert_eq!(tokens(&page.html), [""; 0], "{mode:?}");
            let page = respond(mode, move || {
                let local = LocalResource::new(|| after_a_while(7));
                let user = move || common::user("u-1042", name);
                view! {
                    <Suspense><AlgomoSettings user=user/></Suspense>
                    <Suspense>{move || local.get()}</Suspense>
                }
            });
            assert_eq!(token_names(&page.html), [name], "{mode:?}");
        }
    }
}

/// As the README says: a `Memo` hides that its resource is loading.
#[test]
fn a_memo_of_a_resource_is_not_waited_for() {
    for mode in MODES {
        for is_memo in [true, false] {
            let page = respond(mode, move || {
                let user = Resource::new(|| (), |()| after_a_while(ada()));
                let memo = Memo::new(move |_| user.get().flatten().map(|user| user.name));
                let by_memo = move || memo.get().map(|name| common::user("u-1042", &name));
                let by_resource = move || user.get().flatten();
                let settings = if is_memo {
                    view! { <AlgomoSettings user=by_memo/> }.into_any()
                } else {
                    view! { <AlgomoSettings user=by_resource/> }.into_any()
                };
                view! { {settings}<Suspense>{move || user.get().flatten().map(|user| user.name)}</Suspense> }
            });
            let expected = if is_memo { &[][..] } else { &["Ada Lovelace"] };
            assert_eq!(token_names(&page.html), expected, "{mode:?} {is_memo}");
        }
    }
}

/// A resource may hold another user before the page is written, so its response is marked even if it has loaded as a guest's.
#[test]
fn a_resource_marks_the_response_also_for_a_guest() {
    for mode in MODES {
        let page = respond(mode, || {
            view! { <AlgomoSettings user=Resource::new(|| (), |()| async { guest() })/> }
        });
        assert!(page.is_uncacheable(), "{mode:?}");
        assert_eq!(page.events, [""; 0], "{mode:?}");
    }
}

/// A mint that never mints leaves no event, however late the component is created.
#[test]
fn a_disabled_mint_complains_of_nothing() {
    for mode in MODES {
        for user in [ada(), guest()] {
            let context = || provide_context(algomo_core::VisitorAuth::disabled());
            let page = app_in(mode).context(context).respond(move || {
                let user = user.clone();
                let late = Resource::new(|| (), move |()| after_a_while(user.clone()));
                view! {
                    <h1>"Sent first"</h1>
                    <Suspense>
                        {move || Suspend::new(async move {
                            let user = late.await;
                            view! { <AlgomoSettings user=move || user.clone()/> }
                        })}
                    </Suspense>
                }
            });
            assert_eq!(tokens(&page.html), [""; 0], "{mode:?}");
            assert_eq!(page.events, [""; 0], "{mode:?}");
        }
    }
}

/// Every ask makes a resource that has to load: it would be asked forever.
#[test]
fn a_function_that_makes_its_resource_anew_ends() {
    for place in [Place::Suspense, Place::Outside] {
        let page = respond(Mode::InOrder, move || {
            let user = || Resource::new(|| (), |()| after_a_while(ada())).get().flatten();
            place.around(move || view! { <AlgomoSettings user=user/> })
        });
        assert_eq!(tokens(&page.html), [""; 0], "{place:?}");
        assert_one_event(&page.events, "ERROR", "had not arrived");
    }
}

/// `leptos_meta` and the streaming of Leptos need the whole head at once.
#[test]
fn a_resource_in_the_head_holds_the_response_back() {
    for mode in MODES {
        let page = respond(mode, || {
            let user = Resource::new(|| (), |()| after_a_while(ada()));
            leptos_meta::provide_meta_context();
            view! {
                <!DOCTYPE html>
                <html>
                    <head><AlgomoSettings user=user/><leptos_meta::MetaTags/></head>
                    <body>
                        <leptos_meta::Title text="Shop"/>
                        <Suspense>{move || user.get().flatten().map(|user| view! { <b>{user.name}</b> })}</Suspense>
                    </body>
                </html>
            }
        });
        is_adas(&page, (mode, Place::Outside));
        let head = page.html.split("</head>").next().unwrap();
        assert_eq!(token_names(head), ["Ada Lovelace"], "{mode:?}");
        assert!(head.contains("<title>Shop</title>"), "{mode:?}: {head}");
        assert_eq!(shown_names(&page.html), ["Ada Lovelace"], "{mode:?}");
    }
}

/// A user in the page's own fallback is not waited for.
#[test]
fn a_fallback_does_not_wait() {
    let page = respond(Mode::OutOfOrder, || {
        let user = Resource::new(|| (), |()| after_a_while(ada()));
        view! {
            <Suspense fallback=move || view! { <AlgomoSettings user=user/> }>
                {move || user.get().flatten().map(|user| view! { <b>{user.name}</b> })}
            </Suspense>
        }
    });
    assert_eq!(tokens(&page.html), [""; 0]);
    assert_eq!(shown_names(&page.html), ["Ada Lovelace"]);
    assert_one_event(&page.events, "ERROR", "had not arrived");
}

/// `skip` keeps a field out of the token. Out of the page is another matter: Leptos serialises what a resource holds.
#[test]
fn a_resource_puts_its_whole_value_into_the_page() {
    #[derive(Clone, AlgomoVisitor, Serialize, Deserialize)]
    struct Row {
        id: u32,
        #[algomo(skip)]
        password_hash: String,
        #[algomo(skip)]
        #[serde(skip)]
        #[expect(dead_code, reason = "nobody reads it: it is looked for in the page")]
        reset_code: String,
    }

    fn row() -> Row {
        Row { id: 7, password_hash: "argon2-hash".into(), reset_code: "code-4711".into() }
    }

    for mode in MODES {
        let as_resource = respond(mode, || {
            let user = Resource::new(|| (), |()| after_a_while(row()));
            view! { <Suspense><AlgomoSettings user=user/></Suspense> }
        });
        let by_function = respond(mode, || view! { <AlgomoSettings user=row/> });
        for page in [&as_resource, &by_function] {
            let [token] = tokens(&page.html)[..] else { panic!("{mode:?}") };
            assert_eq!(common::page::claims(token).as_object().unwrap().len(), 2, "id and exp");
        }
        assert!(as_resource.html.contains("argon2-hash"), "{mode:?}");
        assert!(!as_resource.html.contains("code-4711"), "{mode:?}");
        assert!(!by_function.html.contains("argon2-hash"), "{mode:?}");
    }
}

/// Before the first byte, so that the layer and the integration both mark in time.
#[test]
fn a_resource_outside_of_a_suspense_is_marked_in_time() {
    for mode in MODES {
        let page = app_in(mode).layer(true).respond(|| {
            let user = Resource::new(|| (), |()| after_a_while(ada()));
            view! { <h1>"Sent first"</h1><AlgomoSettings user=user/> }
        });
        is_adas(&page, (mode, Place::Outside));
    }
}
