//! Whoever the page names is whom the token names, however often Leptos runs the closures of a `<Suspense>`.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use algomo_core::{VisitorAuth, VisitorSecret};
use algomo_leptos::{AlgomoSettings, SettingsError};
use leptos::prelude::*;

use super::app::{MODES, Mode, after, named, respond, respond_with};
use crate::common::page::{shown_names, token_names, tokens};
use crate::common::{self, User, WIDGET, ada, assert_one_event, user};

#[derive(Clone, Copy, Debug)]
enum Boundary {
    Suspense,
    Transition,
}

impl Boundary {
    /// The children in a boundary, behind an element that can be sent before them.
    fn around<V: IntoView + Send + 'static>(
        self,
        children: impl FnOnce() -> V + Send + 'static,
    ) -> AnyView {
        match self {
            Self::Suspense => view! {
                <h1>"Sent first"</h1>
                <Suspense fallback=|| "…">{children()}</Suspense>
            }
            .into_any(),
            Self::Transition => view! {
                <h1>"Sent first"</h1>
                <Transition fallback=|| "…">{children()}</Transition>
            }
            .into_any(),
        }
    }
}

/// Every way to render, in both boundaries, with resources that load at different speeds.
fn every_way() -> impl Iterator<Item = (Mode, Boundary, u64)> {
    MODES.into_iter().flat_map(|mode| {
        [Boundary::Suspense, Boundary::Transition]
            .into_iter()
            .flat_map(move |boundary| [5, 30].map(|delay| (mode, boundary, delay)))
    })
}

/// A resource that has its value after some milliseconds.
fn load<T>(mode: Mode, delay: u64, value: T) -> Resource<T>
where
    T: Clone + Send + Sync + serde::Serialize + serde::de::DeserializeOwned + 'static,
{
    let load = move |()| after(delay, value.clone());
    match mode {
        Mode::PartiallyBlocked => Resource::new_blocking(|| (), load),
        _ => Resource::new(|| (), load),
    }
}

#[test]
fn a_closure_that_waits_for_the_user() {
    for way @ (mode, boundary, delay) in every_way() {
        let page = respond(mode, move || {
            let user = load(mode, delay, ada());
            boundary.around(move || {
                move || {
                    let user = user.get().flatten();
                    let name = named(user.as_ref());
                    view! { {name} <AlgomoSettings user=move || user.clone()/> }
                }
            })
        });
        page.assert_names("Ada Lovelace", way);
    }
}

/// An admin looks at a customer's page as that customer. Until the customer is there, the closure has the admin.
#[test]
fn a_closure_that_falls_back_to_the_sessions_own_user() {
    for way @ (mode, boundary, delay) in every_way() {
        let page = respond(mode, move || {
            let customer = load(mode, delay, Some(user("c-7", "Customer")));
            boundary.around(move || {
                move || {
                    let admin = user("a-1", "Admin");
                    let user = customer.get().flatten().unwrap_or(admin);
                    let name = named(Some(&user));
                    view! { {name} <AlgomoSettings user=move || user.clone()/> }
                }
            })
        });
        page.assert_names("Customer", way);
    }
}

#[test]
fn two_resources_one_after_the_other() {
    for way @ (mode, boundary, delay) in every_way() {
        let page = respond(mode, move || {
            let first = load(mode, delay, Some(user("f-1", "First")));
            let second = load(mode, delay + 20, Some(user("s-2", "Second")));
            boundary.around(move || {
                move || {
                    let user = first.get().flatten().and_then(|first| {
                        // The second is read when the first has arrived.
                        second.get().map(|second| second.unwrap_or(first))
                    });
                    let name = named(user.as_ref());
                    view! { {name} <AlgomoSettings user=move || user.clone()/> }
                }
            })
        });
        page.assert_names("Second", way);
    }
}

#[test]
fn a_function_that_reads_the_resource() {
    for way @ (mode, boundary, delay) in every_way() {
        let page = respond(mode, move || {
            let user = load(mode, delay, ada());
            boundary.around(move || {
                view! {
                    <AlgomoSettings user=move || user.get().flatten()/>
                    {move || named(user.get().flatten().as_ref())}
                }
            })
        });
        page.assert_names("Ada Lovelace", way);
    }
}

/// A guest, as far as the component can tell when it is created. The page waits for something that makes it a member's.
#[test]
fn a_signal_that_a_resource_sets() {
    for way @ (mode, boundary, delay) in every_way() {
        let page = respond(mode, move || {
            let session = RwSignal::new(None::<User>);
            let load = move |()| async move {
                after(delay, ()).await;
                session.set(ada());
            };
            let late = match mode {
                Mode::PartiallyBlocked => Resource::new_blocking(|| (), load),
                _ => Resource::new(|| (), load),
            };
            boundary.around(move || {
                view! {
                    {move || late.get()}
                    <AlgomoSettings user=move || session.get()/>
                    {move || named(session.get().as_ref())}
                }
            })
        });
        page.assert_names("Ada Lovelace", way);
    }
}

fn tenants_mint(tenant: &str) -> VisitorAuth {
    let secret = VisitorSecret::new(format!("the secret of the tenant {tenant}, 32 bytes"));
    auth_with(secret.expect("long enough"))
}

fn auth_with(secret: VisitorSecret) -> VisitorAuth {
    VisitorAuth::new(secret).with_clock(common::now)
}

#[test]
fn a_mint_and_a_widget_id_that_depend_on_the_tenant() {
    for way @ (mode, boundary, delay) in every_way() {
        let page = respond(mode, move || {
            let tenant = load(mode, delay, "second".to_owned());
            boundary.around(move || {
                move || {
                    let tenant = tenant.get().unwrap_or_else(|| "first".to_owned());
                    let auth = tenants_mint(&tenant);
                    view! {
                        <b>"Ada Lovelace"</b>
                        <i>{tenant.clone()}</i>
                        <AlgomoSettings user=ada auth=auth widget_id=tenant/>
                    }
                }
            })
        });
        page.assert_names("Ada Lovelace", way);
        assert!(page.html.contains("<i>second</i>"), "{way:?}");
        assert!(page.html.contains(r#" widget="second">"#), "{way:?}: {}", page.html);
        let [token] = tokens(&page.html)[..] else { panic!("{way:?}") };
        assert!(tenants_mint("second").verify(token).is_ok(), "{way:?}");
    }
}

#[test]
fn two_users_of_one_page_stay_apart() {
    for way @ (mode, boundary, delay) in every_way() {
        let page = respond(mode, move || {
            let [first, second] = [(delay, "One"), (36 - delay, "Two")]
                .map(|(delay, name)| load(mode, delay, Some(user(name, name))));
            boundary.around(move || {
                [first, second].map(|user| {
                    move || {
                        let user = user.get().flatten();
                        let name = named(user.as_ref());
                        view! { {name} <AlgomoSettings user=move || user.clone()/> }
                    }
                })
            })
        });
        assert_eq!(shown_names(&page.html), ["One", "Two"], "{way:?}");
        assert_eq!(token_names(&page.html), ["One", "Two"], "{way:?}");
        assert!(page.is_uncacheable(), "{way:?}");
    }
}

/// Every run has a user, a nonce and an id of its own. The page's are those of the last run.
#[test]
fn what_changes_between_runs_is_the_last_runs() {
    for way @ (mode, boundary, delay) in every_way() {
        let runs = Arc::new(AtomicUsize::new(0));
        let count = runs.clone();
        let page = respond(mode, move || {
            let count = count.clone();
            let late = load(mode, delay, 1815);
            boundary.around(move || {
                move || {
                    late.get();
                    let run = count.fetch_add(1, Ordering::Relaxed).to_string();
                    let user = user(&run, &run);
                    let name = named(Some(&user));
                    let nonce = format!("bm9u{run}");
                    view! {
                        {name}
                        <AlgomoSettings user=move || user.clone() nonce=nonce widget_id=WIDGET/>
                    }
                }
            })
        });
        let last = runs.load(Ordering::Relaxed) - 1;
        assert!(last > 0, "{way:?}");
        page.assert_names(&last.to_string(), way);
        assert_eq!(page.html.matches(&format!(r#"<script nonce="bm9u{last}""#)).count(), 2);
    }
}

/// `on_error` is called once, whatever Leptos runs.
#[test]
fn a_refusal_is_reported_once() {
    for way @ (mode, boundary, delay) in every_way() {
        let (runs, reports) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (count_run, count_report) = (runs.clone(), reports.clone());
        let page = respond(mode, move || {
            let (count_run, count_report) = (count_run.clone(), count_report.clone());
            let late = load(mode, delay, 1815);
            boundary.around(move || {
                move || {
                    late.get();
                    count_run.fetch_add(1, Ordering::Relaxed);
                    let count_report = count_report.clone();
                    let on_error = move |_: SettingsError| {
                        count_report.fetch_add(1, Ordering::Relaxed);
                    };
                    view! { <AlgomoSettings user=common::nobody on_error=on_error/> }
                }
            })
        });
        assert!(runs.load(Ordering::Relaxed) > 1, "{way:?}");
        assert_eq!(reports.load(Ordering::Relaxed), 1, "{way:?}");
        assert_one_event(&page.events, "ERROR", "the visitor's id is empty");
        assert_eq!(tokens(&page.html), [""; 0], "{way:?}");
    }
}

/// A mint's own hook hears of a refusal in place of `on_error`, and once, too.
#[test]
fn the_hook_of_a_mint_is_called_once() {
    for way @ (mode, boundary, delay) in every_way() {
        let [runs, hooks] = [(); 2].map(|()| Arc::new(AtomicUsize::new(0)));
        let (count_run, count_hook) = (runs.clone(), hooks.clone());
        let mint = common::auth().anonymous_on_error(move |_| {
            count_hook.fetch_add(1, Ordering::Relaxed);
        });
        let page = respond_with(Some(mint), mode, move || {
            let count_run = count_run.clone();
            let late = load(mode, delay, 1815);
            boundary.around(move || {
                move || {
                    late.get();
                    count_run.fetch_add(1, Ordering::Relaxed);
                    view! { <AlgomoSettings user=common::nobody/> }
                }
            })
        });
        assert!(runs.load(Ordering::Relaxed) > 1, "{way:?}");
        assert_eq!(hooks.load(Ordering::Relaxed), 1, "{way:?}");
        assert_eq!(page.events, [""; 0], "{way:?}");
        assert_eq!(tokens(&page.html), [""; 0], "{way:?}");
    }
}
