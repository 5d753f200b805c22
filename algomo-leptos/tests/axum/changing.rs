//! The component keeps nothing for the next request: one app whose users, mint and clock change.

use std::time::Duration;

use algomo_core::VisitorAuth;
use algomo_leptos::AlgomoSettings;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, header, request::Parts};
use leptos::prelude::*;
use tower::ServiceExt;
use web_cases::{Answer, Changing, User, Who, moments};

use super::web::{block_on, handler, read};
use crate::cases::app::{LISTING, MODES, Mode};
use crate::common::listen;

/// The id in the request's `Cookie`.
fn id() -> Option<u32> {
    let parts: Parts = use_context()?;
    parts.headers.get(header::COOKIE)?.to_str().ok()?.parse().ok()
}

fn user() -> Option<User> {
    Who::Member(id()?).user()
}

/// The user by a function, and by one that reads a resource.
fn page(is_late: bool) -> AnyView {
    if !is_late {
        return view! { <AlgomoSettings user=user/> }.into_any();
    }
    let id = Resource::new(id, |id| async move {
        tokio::time::sleep(Duration::from_millis(1)).await;
        id
    });
    let user = move || id.get().flatten().and_then(|id| Who::Member(id).user());
    view! { <Suspense fallback=|| "…"><AlgomoSettings user=user/></Suspense> }.into_any()
}

fn router(mode: Mode, auth: impl Fn() -> VisitorAuth + Clone + Send + Sync + 'static) -> Router {
    let context = move || provide_context(auth());
    Router::new()
        .route("/", handler(mode, context.clone(), || page(false)))
        .route("/late", handler(mode, context, || page(true)))
}

fn ask(router: &Router, path: &str, id: u32) -> Answer {
    let request = Request::get(path).header(header::COOKIE, id.to_string()).body(Body::empty());
    let ((headers, body), _) = listen(|| {
        let _loading = LISTING.read();
        block_on(async {
            let response = router.clone().oneshot(request.expect("a good request")).await;
            read(response.expect("a router always answers")).await
        })
    });
    Answer { status: 200, headers, body }
}

#[test]
fn each_request_has_its_own_user_time_and_secret() {
    for mode in MODES {
        let changing = Changing::default();
        let auth = changing.auth();
        let fixed = router(mode, move || auth.clone());
        let renewed = changing.clone();
        let renewed = router(mode, move || renewed.auth());
        for moment in moments() {
            changing.set(moment);
            for path in ["/", "/late"] {
                moment.check(&ask(&renewed, path, moment.id));
                if moment.has_first_secret() {
                    moment.check(&ask(&fixed, path, moment.id));
                }
            }
        }
    }
}
