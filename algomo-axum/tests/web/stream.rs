//! Bodies that are still written when the head has left.

use std::convert::Infallible;

use algomo_axum::{Algomo, AlgomoLayer};
use algomo_core::Error;
use axum::Router;
use axum::body::Body;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use futures_util::stream;
use web_cases::{A, Answer, auth};

use crate::common::{ask, request, user};

/// What a handler does before the head leaves.
#[derive(Clone, Copy, Debug)]
enum Before {
    Nothing,
    Mark,
    Settings,
}

/// Streams two parts: the first before, the second after a mint.
fn router(before: Before, layers: usize) -> Router {
    let handler = async move |algomo: Algomo, headers: HeaderMap| {
        let user = user(&headers);
        let mut head = String::from("<head>");
        match before {
            Before::Nothing => {}
            Before::Mark => algomo.mark().expect("the head has not left"),
            Before::Settings => {
                head += &algomo
                    .token(&user)
                    .expect("the head has not left")
                    .map_or_else(String::new, |_| "token".into());
            }
        }
        let late = move || match algomo.settings(&user) {
            Ok(settings) => settings.to_string(),
            Err(error) => error.to_string(),
        };
        let parts: Vec<Box<dyn FnOnce() -> String + Send>> =
            vec![Box::new(|| head), Box::new(late)];
        let parts = parts.into_iter().map(|part| Ok::<_, Infallible>(part()));
        Response::new(Body::from_stream(stream::iter(parts)))
    };
    let mut router = Router::new().route("/", get(handler));
    for _ in 0..layers {
        router = router.layer(AlgomoLayer::new(auth(A)));
    }
    router
}

async fn answers(before: Before, id: Option<u32>) -> [Answer; 2] {
    [
        ask(&router(before, 1), request("/", id)).await,
        ask(&router(before, 2), request("/", id)).await,
    ]
}

#[tokio::test]
async fn a_mint_after_the_head_is_refused() {
    for id in [1, 2] {
        for answer in answers(Before::Nothing, Some(id)).await {
            assert_eq!(answer.body, format!("<head>{}", Error::ResponseStarted));
            assert_eq!(answer.headers, []);
        }
    }
}

#[tokio::test]
async fn a_mark_before_the_head_allows_it() {
    for id in [1, 2] {
        for answer in answers(Before::Mark, Some(id)).await {
            assert_eq!(answer.visitor(), Some(id.to_string()));
            assert_eq!(answer.header("cache-control").as_deref(), Some("private, no-store"));
        }
    }
}

#[tokio::test]
async fn a_mint_before_the_head_marks() {
    for id in [1, 2] {
        for answer in answers(Before::Settings, Some(id)).await {
            assert_eq!(answer.visitor(), Some(id.to_string()));
            assert_eq!(answer.header("cache-control").as_deref(), Some("private, no-store"));
        }
    }
}

#[tokio::test]
async fn a_guest_needs_no_mark() {
    for answer in answers(Before::Nothing, None).await {
        assert!(answer.body.starts_with("<head><script src="), "{}", answer.body);
        assert_eq!(answer.headers, []);
    }
    for answer in answers(Before::Settings, None).await {
        assert_eq!(answer.visitor(), None);
        assert_eq!(answer.header("vary").as_deref(), Some("Cookie"));
    }
}

/// With `anonymous_on_error` the page goes on without a token, and the hook hears about it.
#[tokio::test]
async fn a_late_mint_may_be_anonymous() {
    let (errors, heard) = std::sync::mpsc::channel();
    let auth =
        auth(A).anonymous_on_error(move |error| errors.send(error.clone()).expect("it listens"));
    let handler = async |algomo: Algomo, headers: HeaderMap| {
        let user = user(&headers);
        let late = stream::once(async move { algomo.settings(user).map(String::from) });
        Response::new(Body::from_stream(late))
    };
    let router = Router::new().route("/", get(handler)).layer(AlgomoLayer::new(auth));
    let answer = ask(&router, request("/", Some(1))).await;
    assert!(answer.body.starts_with("<script src="), "{}", answer.body);
    assert_eq!(answer.headers, []);
    assert_eq!(heard.try_iter().collect::<Vec<_>>(), [Error::ResponseStarted]);
}
