//! What goes wrong around the mint: never a token without its header, never half a page.

use std::convert::Infallible;
use std::future::{Future, Pending, pending};
use std::pin::pin;
use std::sync::mpsc;
use std::task::{Context, Poll, Waker};

use algomo_axum::{Algomo, AlgomoLayer, MissingLayer};
use algomo_core::{Error, Mint, VisitorAuth};
use axum::Router;
use axum::body::Body;
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use tower::{Layer, Service, ServiceExt, service_fn};
use tower_http::catch_panic::CatchPanicLayer;
use web_cases::{A, auth};

use crate::common::{ask, page, request, user};

fn layer() -> AlgomoLayer {
    AlgomoLayer::new(auth(A))
}

#[tokio::test]
async fn without_the_layer_the_extractor_says_what_is_missing() {
    let late = Router::new().layer(layer()).route("/", get(page));
    for router in [Router::new().route("/", get(page)), late] {
        let answer = ask(&router, request("/", Some(1))).await;
        assert_eq!(answer.status, 500);
        assert!(answer.body.contains("`.layer(AlgomoLayer::new(auth))`"), "{}", answer.body);
    }
    let mut parts = request("/", None).into_parts().0;
    let missing = Algomo::from_request_parts(&mut parts, &()).await.map(|_| ());
    let missing: MissingLayer = missing.expect_err("there is no layer");
    assert!(missing.to_string().contains("AlgomoLayer"));
    assert!(std::error::Error::source(&missing).is_none());
}

#[tokio::test]
async fn the_extractor_is_optional() {
    let handler = async |algomo: Option<Algomo>, headers: HeaderMap| {
        let settings = algomo.map(|algomo| algomo.settings(user(&headers)).expect("a good user"));
        settings.map_or_else(|| "no chat".to_owned(), String::from)
    };
    let without = Router::new().route("/", get(handler));
    for id in [1, 2] {
        assert_eq!(ask(&without, request("/", Some(id))).await.body, "no chat");
        let with = without.clone().layer(layer());
        let answer = ask(&with, request("/", Some(id))).await;
        assert_eq!(answer.visitor(), Some(id.to_string()));
        assert_eq!(answer.header("cache-control").as_deref(), Some("private, no-store"));
    }
}

/// A handler that mints and panics. Without a panic the token is in the page.
async fn panics(algomo: Algomo, headers: HeaderMap) -> String {
    let token = algomo.token(user(&headers)).expect("a good user").expect("a member");
    assert_eq!(headers.get("panics"), None, "the handler panics, as the request asks for it");
    token.to_string()
}

#[tokio::test]
async fn a_handler_that_panics_leaves_no_token() {
    let plain = || Router::new().route("/", get(panics));
    let caught_outside = plain().layer(layer()).layer(CatchPanicLayer::new());
    let caught_inside = plain().layer(CatchPanicLayer::new()).layer(layer());
    let good = ask(&caught_outside, request("/", Some(1))).await;
    assert_eq!(good.header("cache-control").as_deref(), Some("private, no-store"));
    for (router, cache_control) in
        [(&caught_outside, None), (&caught_inside, Some("private, no-store"))]
    {
        let mut request = request("/", Some(1));
        request.headers_mut().insert("panics", "yes".parse().expect("a value"));
        let answer = ask(router, request).await;
        assert_eq!(answer.status, 500);
        assert!(!answer.body.contains(&good.body));
        assert_eq!(answer.header("cache-control").as_deref(), cache_control);
        assert_eq!(ask(router, self::request("/", Some(1))).await.body, good.body);
    }
}

/// What an application logs about its extractor and its layer.
async fn shows(algomo: Algomo, headers: HeaderMap) -> String {
    let token = algomo.token(user(&headers)).expect("a good user").map(|token| token.to_string());
    algomo.settings(user(&headers)).expect("a good user");
    format!("{token:?} is not in {algomo:?} {algomo:#?}")
}

#[tokio::test]
async fn the_extractors_debug_has_neither_token_nor_claims() {
    let router = Router::new().route("/", get(shows)).layer(layer());
    for id in [1, 7] {
        let answer = ask(&router, request("/", Some(id))).await.body;
        let (token, shown) = answer.split_once(" is not in ").expect("both");
        assert!(token.contains("eyJ"), "{token}");
        for private in ["eyJ", &token[token.len() - 45..token.len() - 2], &format!("Member {id}")] {
            assert!(!shown.contains(private), "{private} is in {shown}");
        }
    }
    assert!(!format!("{:?}", layer()).contains("secret"));
}

#[tokio::test]
async fn a_client_that_hangs_up_takes_nothing_along() {
    let (minted, heard) = mpsc::channel();
    let handler = async move |algomo: Algomo, headers: HeaderMap| {
        let token = algomo.token(user(&headers)).expect("a good user");
        minted.send((algomo, token.is_some())).expect("it listens");
        pending::<()>().await;
    };
    let router = Router::new().route("/", get(handler)).layer(layer());
    for id in [Some(1), None] {
        {
            let mut response = pin!(router.clone().oneshot(request("/", id)));
            let poll = response.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            assert!(poll.is_pending());
        }
        let (algomo, had_token) = heard.try_recv().expect("the handler has run");
        assert_eq!(had_token, id.is_some());
        // There is no response any more, so nobody would set its header.
        let expected = if had_token { Ok(()) } else { Err(Error::ResponseStarted) };
        assert_eq!(algomo.mark(), expected);
    }
}

#[tokio::test]
async fn a_body_that_is_dropped_half_way() {
    let handler = async |algomo: Algomo| {
        algomo.mark().expect("the head has not left");
        let parts = futures_util::stream::repeat_with(move || {
            Ok::<_, Infallible>(
                algomo
                    .settings(web_cases::Who::Member(1).user())
                    .map_or_else(|error| error.to_string(), String::from),
            )
        });
        Response::new(Body::from_stream(parts))
    };
    let router = Router::new().route("/", get(handler)).layer(layer());
    let response = router.oneshot(request("/", None)).await.expect("a router never fails");
    assert_eq!(response.headers()["cache-control"], "private, no-store");
    let mut body = response.into_body().into_data_stream();
    let part = futures_util::StreamExt::next(&mut body).await.expect("a part").expect("no error");
    assert!(part.starts_with(b"<script>"));
}

/// A session for members only.
struct Members(u32);

impl<S: Sync> FromRequestParts<S> for Members {
    type Rejection = Redirect;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Redirect> {
        let id = parts.headers.get("cookie").and_then(|id| id.to_str().ok()?.parse().ok());
        id.map(Self).ok_or_else(|| Redirect::to("/log-in"))
    }
}

#[tokio::test]
async fn an_extractor_that_rejects_answers_as_without_the_layer() {
    let handler = async |algomo: Algomo, Members(id): Members| {
        let settings = algomo.settings(web_cases::Who::Member(id).user());
        settings.map(String::from).map_err(|error| error.to_string())
    };
    let router = Router::new().route("/", get(handler)).layer(layer());
    let guest = ask(&router, request("/", None)).await;
    assert_eq!(guest.status, 303);
    let names: Vec<_> = guest.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["location", "content-length"]);
    let member = ask(&router, request("/", Some(5))).await;
    assert_eq!(member.visitor().as_deref(), Some("5"));
}

/// Each response is its own, whichever order they come in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once() {
    let handler = async |algomo: Algomo, headers: HeaderMap| {
        tokio::task::yield_now().await;
        let settings = algomo.settings(user(&headers));
        tokio::task::yield_now().await;
        settings.map(String::from).map_err(|error| error.to_string())
    };
    let router = Router::new().route("/", get(handler)).layer(layer());
    let tasks: Vec<_> = (0..200)
        .map(|number| {
            let id = (number % 3 != 0).then_some(number);
            let router = router.clone();
            (id, tokio::spawn(async move { ask(&router, request("/", id)).await }))
        })
        .collect();
    for (id, task) in tasks {
        let answer = task.await.expect("no panic");
        assert_eq!(answer.visitor(), id.map(|id| id.to_string()));
        let cache_control = id.map(|_| "private, no-store");
        assert_eq!(answer.header("cache-control").as_deref(), cache_control);
        let vary = if id.is_none() { Some("Cookie") } else { None };
        assert_eq!(answer.header("vary").as_deref(), vary);
    }
}

/// A tower service that is not axum's, with errors and a body of its own.
#[tokio::test]
async fn any_service_of_tower() {
    let service = layer().layer(service_fn(async |request: axum::http::Request<&str>| {
        let (mut parts, body) = request.into_parts();
        let algomo = Algomo::from_request_parts(&mut parts, &()).await.expect("the layer is there");
        match algomo.token(web_cases::Who::Member(1).user()) {
            Ok(Some(token)) if body == "member" => Ok(axum::http::Response::new(token)),
            _ => Err("no token"),
        }
    }));
    let response = service.clone().oneshot(axum::http::Request::new("member")).await;
    assert_eq!(response.expect("a token").headers()["cache-control"], "private, no-store");
    let error = service.oneshot(axum::http::Request::new("guest")).await.map(|_| ());
    assert_eq!(error, Err("no token"));
}

/// A service that fails has no response, so a clone of its mint is of no use any more.
#[tokio::test]
async fn an_error_ends_the_mint() {
    let (minted, heard) = mpsc::channel();
    let service = layer().layer(service_fn(move |request: axum::http::Request<()>| {
        let minted = minted.clone();
        async move {
            let mut parts = request.into_parts().0;
            let algomo = Algomo::from_request_parts(&mut parts, &()).await;
            minted.send(algomo.expect("the layer is there")).expect("it listens");
            Err::<Response, _>("it is down")
        }
    }));
    let mut response = pin!(service.oneshot(axum::http::Request::new(())));
    let error = response.as_mut().await.map(|_| ());
    assert_eq!(error, Err("it is down"));
    // The future itself is still there.
    let algomo = heard.try_recv().expect("the service has run");
    assert_eq!(algomo.mark(), Err(Error::ResponseStarted));
}

/// The nonce's function sees what a layer inside ours has stored, and changes with the request.
#[tokio::test]
async fn functions_see_the_request_as_the_handler_does() {
    let store =
        axum::middleware::from_fn(async |mut request: Request, next: axum::middleware::Next| {
            let nonce = request.headers()["x-nonce"].to_str().expect("ASCII").to_owned();
            request.extensions_mut().insert(web_cases::TheNonce(nonce));
            next.run(request).await
        });
    let handler = async |algomo: Algomo| match algomo.settings(web_cases::Who::Guest.user()) {
        Ok(settings) => settings.to_string().into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    };
    let router = Router::new()
        .route("/", get(handler))
        .layer(store)
        .layer(layer().nonce_from_extension::<web_cases::TheNonce>());
    for (nonce, expected) in [
        ("Zmlyc3Q=", "nonce=\"Zmlyc3Q=\"".to_owned()),
        ("c2Vjb25k", "nonce=\"c2Vjb25k\"".to_owned()),
        ("a b", Error::InvalidNonce.to_string()),
    ] {
        let mut request = request("/", None);
        request.headers_mut().insert("x-nonce", nonce.parse().expect("a value"));
        let answer = ask(&router, request).await;
        assert!(answer.body.contains(&expected), "{}", answer.body);
    }
}

/// The extractor as the filters and components of other crates use it.
#[tokio::test]
async fn the_extractor_is_a_mint() {
    let handler = async |algomo: Algomo, headers: HeaderMap| {
        let mint: &dyn Mint = &algomo;
        let token = mint.mint_token(&user(&headers)).expect("a good user");
        format!("{} {}", mint.is_enabled(), token.is_some())
    };
    let router = |auth| Router::new().route("/", get(handler)).layer(AlgomoLayer::new(auth));
    for (auth, id, expected) in [
        (auth(A), Some(1), "true true"),
        (auth(A), None, "true false"),
        (VisitorAuth::disabled(), Some(1), "false false"),
    ] {
        assert_eq!(ask(&router(auth), request("/", id)).await.body, expected);
    }
}

/// A service that has no capacity yet.
struct Busy;

impl Service<Request> for Busy {
    type Response = Response;
    type Error = Infallible;
    type Future = Pending<Result<Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Pending
    }

    fn call(&mut self, _: Request) -> Self::Future {
        pending()
    }
}

#[test]
fn the_layer_waits_until_the_service_behind_it_is_ready() {
    let mut context = Context::from_waker(Waker::noop());
    assert!(layer().layer(Busy).poll_ready(&mut context).is_pending());
    let mut ready = layer()
        .layer(service_fn(async |_: Request| Ok::<_, Infallible>(Response::new(Body::empty()))));
    assert!(ready.poll_ready(&mut context).is_ready());
}
