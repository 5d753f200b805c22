//! Where the layer stands among others: the orders that the documentation asks for, and what happens in the wrong ones.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use algomo_axum::{Algomo, AlgomoLayer};
use algomo_core::Error;
use algomo_core::http::{ResponseMark, forbids_storing};
use axum::body::Body;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use tower::ServiceExt;
use tower_http::set_header::SetResponseHeaderLayer;
use web_cases::{A, Answer, B, Who, auth, auth_of_host};

use crate::common::{answer, ask, page, request, user};

fn layer() -> AlgomoLayer {
    AlgomoLayer::new(auth(A))
}

fn router() -> Router {
    Router::new().route("/", get(page)).route("/style.css", get(async || "body {}"))
}

fn public() -> SetResponseHeaderLayer<HeaderValue> {
    let value = HeaderValue::from_static("public, max-age=60");
    SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, value)
}

#[tokio::test]
async fn outside_of_a_header_layer() {
    let router = router().layer(public()).layer(layer());
    for (id, cache_control) in [
        (Some(1), "private, no-store"),
        (None, "public, max-age=60"),
        (Some(2), "private, no-store"),
    ] {
        let answer = ask(&router, request("/", id)).await;
        assert_eq!(answer.header("cache-control").as_deref(), Some(cache_control));
        assert_eq!(answer.visitor(), id.map(|id| id.to_string()));
    }
    let style = ask(&router, request("/style.css", Some(1))).await;
    assert_eq!(style.header("cache-control").as_deref(), Some("public, max-age=60"));
}

/// The wrong order: the header layer has the last word.
#[tokio::test]
async fn inside_of_a_header_layer_a_token_is_public() {
    let router = router().layer(layer()).layer(public());
    let answer = ask(&router, request("/", Some(1))).await;
    assert_eq!(answer.header("cache-control").as_deref(), Some("public, max-age=60"));
    assert_eq!(answer.visitor().as_deref(), Some("1"));
}

/// A layer that compresses appends a line of its own to `Vary`. Inside ours it becomes one line, outside there are two.
#[tokio::test]
async fn inside_and_outside_of_a_compression_layer() {
    let compression = || {
        let value = HeaderValue::from_static("Accept-Encoding");
        SetResponseHeaderLayer::appending(header::VARY, value)
    };
    let inside = router().layer(compression()).layer(layer());
    let outside = router().layer(layer()).layer(compression());
    for (router, expected) in [
        (inside, &["Accept-Encoding, Cookie"] as &[&str]),
        (outside, &["Cookie", "Accept-Encoding"]),
    ] {
        let answer = ask(&router, request("/", None)).await;
        let lines = answer.headers.iter().filter(|(name, _)| name == "vary");
        let lines: Vec<_> = lines.map(|(_, value)| value.as_str()).collect();
        assert_eq!(lines, expected);
    }
}

/// A shared cache that keeps what its headers allow, one page for each path and each `Cookie` that it varies by.
#[derive(Clone, Default)]
struct Cache(Arc<Mutex<Pages>>);

/// By path: the `Cookie` of the request, and the page.
type Pages = HashMap<String, (Option<String>, Answer)>;

async fn cached(State(cache): State<Cache>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let cookie = request.headers().get("cookie").map(|value| value.to_str().expect("ASCII").into());
    let kept = cache.0.lock().expect("no panic").get(&path).cloned();
    if let Some((kept_for, kept)) = kept
        && (kept.header("vary").is_none() || kept_for == cookie)
    {
        return stored(&kept);
    }
    let answer = answer(next.run(request).await).await;
    if !forbids_storing(answer.header("cache-control")) {
        cache.0.lock().expect("no panic").insert(path, (cookie, answer.clone()));
    }
    stored(&answer)
}

fn stored(answer: &Answer) -> Response {
    let mut response = Response::builder().status(answer.status);
    for (name, value) in &answer.headers {
        response = response.header(name, value);
    }
    response.body(Body::from(answer.body.clone())).expect("a good response")
}

#[tokio::test]
async fn inside_of_a_response_cache() {
    let router = router().layer(layer()).layer(from_fn_with_state(Cache::default(), cached));
    for id in [Some(1), Some(2), None, Some(1), None, Some(2)] {
        let answer = ask(&router, request("/", id)).await;
        assert_eq!(answer.visitor(), id.map(|id| id.to_string()));
    }
}

/// Inside one layer and outside another is fine: the inner one prepares its responses, too.
#[tokio::test]
async fn around_and_inside_of_a_response_cache() {
    let cache = from_fn_with_state(Cache::default(), cached);
    let router = router().layer(layer()).layer(cache).layer(layer());
    for id in [Some(1), Some(2), None, Some(1), None, Some(2)] {
        let answer = ask(&router, request("/", id)).await;
        assert_eq!(answer.visitor(), id.map(|id| id.to_string()));
        let cache_control = id.map(|_| "private, no-store");
        assert_eq!(answer.header("cache-control").as_deref(), cache_control);
    }
}

/// The inner layer's head has left when a cache between two layers collects a streamed body, so nothing is minted for it.
#[tokio::test]
async fn a_cache_between_two_layers_collects_no_token() {
    let handler = async |algomo: Algomo, headers: HeaderMap| {
        let late = futures_util::stream::once(async move {
            let settings = algomo.settings(user(&headers));
            Ok::<_, Infallible>(settings.map_or_else(|error| error.to_string(), String::from))
        });
        Body::from_stream(late).into_response()
    };
    let cache = from_fn_with_state(Cache::default(), cached);
    let router = Router::new().route("/", get(handler)).layer(layer()).layer(cache).layer(layer());
    for id in [1, 2] {
        let answer = ask(&router, request("/", Some(id))).await;
        assert_eq!(answer.visitor(), None, "{}", answer.body);
        assert_eq!(answer.body, Error::ResponseStarted.to_string());
    }
}

/// A request that a handler passes on to another router keeps its extensions, and is not answered as a whole yet.
#[tokio::test]
async fn a_request_that_is_passed_on() {
    let inner = router().layer(layer());
    let outer = Router::new().fallback(async move |request: Request| {
        inner.oneshot(request).await.expect("a router never fails")
    });
    let cache = from_fn_with_state(Cache::default(), cached);
    let router = outer.layer(cache).layer(layer());
    for id in [Some(1), Some(2), None] {
        let answer = ask(&router, request("/", id)).await;
        assert_eq!(answer.visitor(), id.map(|id| id.to_string()));
        let cache_control = id.map(|_| "private, no-store");
        assert_eq!(answer.header("cache-control").as_deref(), cache_control);
    }
}

/// The wrong order: the cache keeps the page before it has its header, and hands one member's token to everybody.
#[tokio::test]
async fn outside_of_a_response_cache_a_token_goes_to_the_next_visitor() {
    let router = router().layer(from_fn_with_state(Cache::default(), cached)).layer(layer());
    assert_eq!(ask(&router, request("/", Some(1))).await.visitor().as_deref(), Some("1"));
    let answer = ask(&router, request("/", Some(2))).await;
    assert_eq!(answer.visitor().as_deref(), Some("1"));
    assert_eq!(answer.header("cache-control"), None);
}

/// Without the layer's `Vary`, a shared cache shows a guest's page to members.
#[tokio::test]
async fn a_guests_page_without_vary_goes_to_members() {
    let cache = || from_fn_with_state(Cache::default(), cached);
    let without = router().layer(layer().vary_by([])).layer(cache());
    assert_eq!(ask(&without, request("/", None)).await.visitor(), None);
    assert_eq!(ask(&without, request("/", Some(1))).await.visitor(), None);

    let with = router().layer(layer()).layer(cache());
    assert_eq!(ask(&with, request("/", None)).await.visitor(), None);
    assert_eq!(ask(&with, request("/", Some(1))).await.visitor().as_deref(), Some("1"));
}

#[tokio::test]
async fn routes_inside_of_two_layers_take_the_inner_mint() {
    let inner =
        AlgomoLayer::from_fn(|parts| auth_of_host(parts.headers.get("host")?.to_str().ok()?));
    let router = Router::new()
        .nest("/tenant", Router::new().route("/", get(page)).layer(inner.vary_by([])))
        .route("/", get(page))
        .layer(layer());
    let mut tenant = request("/tenant", Some(1));
    tenant.headers_mut().insert("host", HeaderValue::from_static("nobody.example"));
    let answer = ask(&router, tenant).await;
    assert_eq!(answer.body, "<head></head>");
    assert_eq!(answer.header("cache-control"), None);
    // The inner one varies by nothing here, the outer one by the cookie.
    assert_eq!(answer.header("vary").as_deref(), Some("Cookie"));

    let mut tenant = request("/tenant", Some(2));
    tenant.headers_mut().insert("host", HeaderValue::from_static(A));
    let answer = ask(&router, tenant).await;
    assert_eq!(answer.visitor().as_deref(), Some("2"));
    assert_eq!(answer.header("cache-control").as_deref(), Some("private, no-store"));

    assert_eq!(ask(&router, request("/", Some(3))).await.visitor().as_deref(), Some("3"));
}

/// A middleware mints, between the layer and a handler that does not, or outside the inner of two layers.
#[tokio::test]
async fn a_middleware_mints() {
    async fn add_token(
        algomo: Algomo,
        headers: HeaderMap,
        request: Request,
        next: Next,
    ) -> Response {
        let response = next.run(request).await;
        match algomo.token(user(&headers)) {
            Ok(Some(token)) => ([("x-token", token.to_string())], response).into_response(),
            Ok(None) => response,
            Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
        }
    }
    let plain = Router::new().route("/", get(async || "hello"));
    for router in [
        plain.clone().layer(from_fn(add_token)).layer(layer()),
        plain.layer(layer()).layer(from_fn(add_token)).layer(layer()),
    ] {
        let answer = ask(&router, request("/", Some(1))).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert!(answer.header("x-token").is_some());
        assert_eq!(answer.header("cache-control").as_deref(), Some("private, no-store"));
        let guest = ask(&router, request("/", None)).await;
        assert_eq!(guest.header("cache-control"), None);
        assert_eq!(guest.header("vary").as_deref(), Some("Cookie"));
    }
}

/// A middleware around the inner of two layers that takes its mint afterwards has the outer one's.
#[tokio::test]
async fn a_middleware_takes_the_mint_after_the_handler() {
    async fn add_token(request: Request, next: Next) -> Response {
        let (mut parts, body) = request.into_parts();
        let response = next.run(Request::from_parts(parts.clone(), body)).await;
        let algomo = Algomo::from_request_parts(&mut parts, &()).await.expect("a layer");
        let token = algomo.token(user(&parts.headers)).expect("a good user").expect("a member");
        ([("x-token", token.to_string())], response).into_response()
    }
    let router = Router::new()
        .route("/", get(async || "hello"))
        .layer(AlgomoLayer::new(auth(B)))
        .layer(from_fn(add_token))
        .layer(layer());
    for id in [1, 2] {
        let answer = ask(&router, request("/", Some(id))).await;
        let token = auth(A).token(Who::Member(id).user()).expect("a good user");
        assert_eq!(answer.header("x-token"), token.map(|token| token.to_string()));
        assert_eq!(answer.header("cache-control").as_deref(), Some("private, no-store"));
    }
}

/// What algomo-leptos does: it finds the mark in the request's extensions.
#[tokio::test]
async fn the_mark_is_in_the_extensions() {
    async fn marks(Extension(mark): Extension<ResponseMark>, algomo: Algomo) -> String {
        assert!(!mark.is_marked() && !mark.is_head_sent());
        mark.mark().expect("the head has not left");
        format!("{:?}", algomo.mark())
    }
    let plain = || Router::new().route("/", get(marks));
    for router in [plain().layer(layer()), plain().layer(layer()).layer(layer())] {
        for _ in 0..2 {
            let answer = ask(&router, request("/", None)).await;
            assert_eq!(answer.body, "Ok(())");
            assert_eq!(answer.header("cache-control").as_deref(), Some("private, no-store"));
        }
    }
}
