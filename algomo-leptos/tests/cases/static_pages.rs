//! A page of `SsrMode::Static` is written to a file and sent to everybody: no token is ever in it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use algomo_leptos::{AlgomoSettings, mark_uncacheable};
use leptos::config::LeptosOptions;
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::static_routes::StaticRoute;
use leptos_router::{SsrMode, path};

use crate::common::page::{token_names, without_placeholders};
use crate::common::{User, ada, assert_one_event, auth};
use crate::web::{ResponseOptions, ResponseParts, StatusCode, respond_from_site};

/// The session that a context function provides for each request, as in Leptos's own example for sessions.
#[derive(Clone)]
struct Session(Option<User>);

fn session_user() -> Option<User> {
    use_context::<Session>().and_then(|session| session.0)
}

#[component]
fn App() -> impl IntoView {
    let page = || {
        view! {
            <h1>{session_user().map(|user| user.name)}</h1>
            <AlgomoSettings user=session_user/>
        }
    };
    let marked = move || {
        mark_uncacheable();
        page()
    };
    // A closure that is written after the component holds the response options until then.
    let beside_a_holder = move || {
        let response = expect_context::<ResponseOptions>();
        let status = move || response.set_status(StatusCode::OK);
        view! { {page()}{status} }
    };
    let overwritten = move || {
        mark_uncacheable();
        expect_context::<ResponseOptions>().overwrite(ResponseParts::default());
        page()
    };
    let waiting = || view! { <AlgomoSettings user=OnceResource::new(async { ada() })/> };
    let prerendered = || SsrMode::Static(StaticRoute::new());
    view! {
        <Router>
            <Routes fallback=|| "There is no such page">
                <Route path=path!("/page") view=page ssr=prerendered()/>
                <Route path=path!("/marked") view=marked ssr=prerendered()/>
                <Route path=path!("/beside_a_holder") view=beside_a_holder ssr=prerendered()/>
                <Route path=path!("/overwritten") view=overwritten ssr=prerendered()/>
                <Route path=path!("/waiting") view=waiting ssr=prerendered()/>
                <Route path=path!("/dynamic") view=page/>
            </Routes>
        </Router>
    }
}

/// A folder for one test's files, removed with it.
struct Site(PathBuf);

impl Site {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        _ = std::fs::remove_dir_all(&folder);
        Self(folder)
    }

    fn file(&self, page: &str) -> String {
        std::fs::read_to_string(self.0.join(format!("{page}.html"))).expect("a rendered page")
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

const PAGES: [&str; 5] = ["page", "marked", "beside_a_holder", "overwritten", "waiting"];

#[test]
fn no_token_is_in_the_file_nor_in_any_response() {
    let ways = [false, true].into_iter().flat_map(|first| [(first, false), (first, true)]);
    let ways = ways.flat_map(|(second, third)| [(false, second, third), (true, second, third)]);
    for way @ (is_marked, has_layer, is_prerendered) in ways {
        let site = Site::new("static_pages");
        let root = site.0.to_str().expect("UTF-8").to_owned();
        let options = LeptosOptions::builder().output_name("app").site_root(root).build();
        let context = move || {
            if is_marked {
                mark_uncacheable();
            }
            provide_context(auth());
            provide_context(Session(ada()));
        };
        let paths = PAGES.into_iter().flat_map(|page| [page, page]).chain(["dynamic"]);
        let paths: Vec<_> = paths.map(|page| format!("/{page}")).collect();
        let (events, mut answers) =
            respond_from_site(&options, has_layer, is_prerendered, context, App, &paths);
        assert_eq!(events.len(), if is_prerendered { PAGES.len() } else { 0 }, "{events:?}");

        let (html, _) = answers.pop().expect("the dynamic page");
        assert_eq!(token_names(&html), ["Ada Lovelace"], "{way:?}");
        for (page, answers) in PAGES.into_iter().zip(answers.chunks(2)) {
            let [(first, first_events), (second, second_events)] = answers else {
                panic!("two responses of each page")
            };
            if is_prerendered {
                assert_eq!(*first_events, [""; 0], "nothing is rendered any more");
            } else {
                assert_one_event(first_events, "ERROR", "SsrMode::Static");
            }
            assert_eq!(*second_events, [""; 0], "{page}");
            for html in [first, second, &site.file(page)] {
                let html = without_placeholders(html);
                assert!(html.contains("<script></script><script></script>"), "{page}: {html}");
                assert!(!html.contains("visitorToken"), "{page}: {html}");
            }
        }
        // What Leptos does with the session's name is what we must not do with the token.
        assert!(site.file("page").contains("Ada Lovelace"));
    }
}

/// There is no request yet, so that its session would be missing.
#[test]
fn nobody_is_asked_for_the_user_while_the_routes_are_listed() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);

    #[component]
    fn Shell() -> impl IntoView {
        let user = || {
            ASKED.fetch_add(1, Ordering::Relaxed);
            ada()
        };
        view! {
            <AlgomoSettings user=user/>
            <Router>
                <Routes fallback=|| "There is no such page">
                    <Route path=path!("/page") view=|| "A page"/>
                </Routes>
            </Router>
        }
    }

    let site = Site::new("listed_pages");
    let root = site.0.to_str().expect("UTF-8").to_owned();
    let options = LeptosOptions::builder().output_name("app").site_root(root).build();
    let context = || provide_context(auth());
    let ask_for = |paths: &[String]| {
        respond_from_site(&options, false, false, context, Shell, paths);
        ASKED.load(Ordering::Relaxed)
    };
    assert_eq!(ask_for(&[]), 0);
    assert_ne!(ask_for(&["/page".to_owned()]), 0);
}
