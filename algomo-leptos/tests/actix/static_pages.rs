//! A page of `SsrMode::Static` is written to a file and sent to everybody: no token is ever in it.

use std::path::Path;

use algomo_leptos::{AlgomoSettings, mark_uncacheable};
use leptos::config::LeptosOptions;
use leptos::prelude::*;
use leptos_actix::generate_route_list_with_exclusions_and_ssg_and_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::static_routes::StaticRoute;
use leptos_router::{SsrMode, path};

use super::web::{ResponseOptions, ResponseParts, StatusCode, block_on};
use crate::cases::app::LISTING;
use crate::common::page::tokens;
use crate::common::{ada, assert_one_event, auth, listen};

#[component]
fn StaticApp() -> impl IntoView {
    let page = || {
        mark_uncacheable();
        let response = expect_context::<ResponseOptions>();
        response.overwrite(ResponseParts::default());
        let status = move || response.set_status(StatusCode::OK);
        view! { <b>"Ada Lovelace"</b><AlgomoSettings user=ada/>{status} }
    };
    let prerendered = || SsrMode::Static(StaticRoute::new());
    view! {
        <Router>
            <Routes fallback=|| "There is no such page">
                <Route path=path!("/page") view=page ssr=prerendered()/>
            </Routes>
        </Router>
    }
}

#[test]
fn a_static_page_never_has_a_token() {
    for is_marked in [false, true] {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("actix_static");
        _ = std::fs::remove_dir_all(&folder);
        let root = folder.to_str().expect("UTF-8").to_owned();
        let options = LeptosOptions::builder().output_name("app").site_root(root).build();
        let context = move || {
            provide_context(auth());
            if is_marked {
                mark_uncacheable();
            }
        };
        let ((), events) = listen(|| {
            let _listing = LISTING.write();
            block_on(async {
                let (_, generator) = generate_route_list_with_exclusions_and_ssg_and_context(
                    StaticApp, None, context,
                );
                generator.generate(&options).await;
            });
        });
        let html = std::fs::read_to_string(folder.join("page.html")).expect("a rendered page");
        assert!(html.contains("Ada Lovelace"), "{html}");
        assert_eq!(tokens(&html), [""; 0]);
        assert_one_event(&events, "ERROR", "SsrMode::Static");
        _ = std::fs::remove_dir_all(&folder);
    }
}
