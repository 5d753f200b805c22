//! A page of `SsrMode::Static` is written to a file and sent to everybody: no token is ever in it.

use std::path::PathBuf;

use algomo_axum::AlgomoLayer;
use algomo_leptos::{AlgomoSettings, mark_uncacheable};
use axum::Router as Axum;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use leptos::config::LeptosOptions;
use leptos::prelude::*;
use leptos_axum::{
    LeptosRoutes, ResponseOptions, ResponseParts,
    generate_route_list_with_exclusions_and_ssg_and_context,
};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::static_routes::StaticRoute;
use leptos_router::{SsrMode, path};
use tower::ServiceExt;

use super::web::{block_on, read};
use crate::cases::app::LISTING;
use crate::common::page::token_names;
use crate::common::{User, ada, assert_one_event, auth, listen};

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
    for (is_marked, has_layer, is_prerendered) in ways {
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
        let (routes, generator) = {
            let _listing = LISTING.write();
            generate_route_list_with_exclusions_and_ssg_and_context(App, None, context)
        };
        let _loading = LISTING.read();
        let mut app = Axum::new()
            .leptos_routes_with_context(&options, routes, context, App)
            .with_state(options.clone());
        if has_layer {
            app = app.layer(AlgomoLayer::new(auth()));
        }
        if is_prerendered {
            let ((), events) = listen(|| block_on(generator.generate(&options)));
            assert_eq!(events.len(), PAGES.len(), "{events:?}");
        }
        for page in PAGES {
            let (first, events) = ask(&app, page);
            if is_prerendered {
                assert_eq!(events, [""; 0], "nothing is rendered any more");
            } else {
                assert_one_event(&events, "ERROR", "SsrMode::Static");
            }
            let (second, events) = ask(&app, page);
            assert_eq!(events, [""; 0], "{page}");
            for html in [first, second, site.file(page)] {
                assert!(html.contains("<script></script><script></script>"), "{page}: {html}");
                assert!(!html.contains("visitorToken"), "{page}: {html}");
            }
        }
        // What Leptos does with the session's name is what we must not do with the token.
        assert!(site.file("page").contains("Ada Lovelace"));
        let (html, _) = ask(&app, "dynamic");
        assert_eq!(token_names(&html), ["Ada Lovelace"]);
    }
}

fn ask(app: &Axum, page: &str) -> (String, Vec<String>) {
    let request = Request::get(format!("/{page}")).body(Body::empty()).expect("a request");
    listen(|| {
        block_on(async { read(app.clone().oneshot(request).await.expect("an answer")).await.1 })
    })
}
