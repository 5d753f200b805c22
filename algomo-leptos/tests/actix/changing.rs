//! Under Actix Web, too, the component keeps nothing for the next request: one app whose users, mint and clock change.

use std::time::Duration;

use actix_web::App;
use actix_web::http::header;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use algomo_core::VisitorAuth;
use algomo_leptos::AlgomoSettings;
use leptos::prelude::*;
use leptos_actix::{Request, render_app_async_with_context, render_app_to_stream_with_context};
use web_cases::{Answer, Changing, Moment, User, Who, moments};

use super::web::{block_on, lines};

/// The id in the request's `Cookie`.
fn id() -> Option<u32> {
    let request: Request = use_context()?;
    request.headers().get(header::COOKIE)?.to_str().ok()?.parse().ok()
}

fn user() -> Option<User> {
    Who::Member(id()?).user()
}

/// The user by a function.
fn by_function() -> impl IntoView {
    view! { <AlgomoSettings user=user/> }
}

/// The user by a function that reads a resource.
fn by_resource() -> impl IntoView {
    let id = Resource::new(id, |id| async move {
        tokio::time::sleep(Duration::from_millis(1)).await;
        id
    });
    let user = move || id.get().flatten().and_then(|id| Who::Member(id).user());
    view! { <Suspense fallback=|| "…"><AlgomoSettings user=user/></Suspense> }
}

const GET: leptos_router::Method = leptos_router::Method::Get;

/// Goes through the moments with one app, whose mint is that of `auth` at each request.
async fn follow(
    changing: &Changing,
    auth: impl Fn() -> VisitorAuth + Clone + Send + Sync + 'static,
    moments: impl Iterator<Item = Moment>,
) {
    let context = move || provide_context(auth());
    let app = App::new()
        .route("/async", render_app_async_with_context(context.clone(), by_function, GET))
        .route("/streamed", render_app_to_stream_with_context(context.clone(), by_function, GET))
        .route("/late", render_app_to_stream_with_context(context, by_resource, GET));
    let app = init_service(app).await;
    for moment in moments {
        changing.set(moment);
        for path in ["/async", "/streamed", "/late"] {
            let request =
                TestRequest::get().uri(path).insert_header(("cookie", moment.id.to_string()));
            let response = call_service(&app, request.to_request()).await;
            let headers = lines(response.headers());
            let body = String::from_utf8(read_body(response).await.to_vec()).expect("UTF-8");
            moment.check(&Answer { status: 200, headers, body });
        }
    }
}

#[test]
fn each_request_has_its_own_user_time_and_secret() {
    block_on(async {
        let changing = Changing::default();
        let fixed = changing.auth();
        let first = moments().into_iter().filter(Moment::has_first_secret);
        follow(&changing, move || fixed.clone(), first).await;
        let renewed = changing.clone();
        follow(&changing, move || renewed.auth(), moments().into_iter()).await;
    });
}
