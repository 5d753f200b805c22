//! Bodies that are still written when the head has left.

use actix_web::test::init_service;
use actix_web::web::Bytes;
use actix_web::{App, Error as ActixError, HttpRequest, HttpResponse, web};
use algomo_actix::{Algomo, AlgomoMiddleware};
use algomo_core::Error;
use futures_util::stream;
use web_cases::{A, Answer, auth};

use crate::common::{ask, middleware, request, user};

/// What a handler does before the head leaves.
#[derive(Clone, Copy, Debug)]
enum Before {
    Nothing,
    Mark,
    Token,
}

/// Streams the settings, which are minted while the body is written.
fn streaming(algomo: Algomo, request: &HttpRequest) -> HttpResponse {
    let user = user(request);
    let late = stream::once(async move {
        let text = algomo.settings(&user).map_or_else(|error| error.to_string(), String::from);
        Ok::<_, ActixError>(Bytes::from(text))
    });
    HttpResponse::Ok().streaming(late)
}

/// With one middleware and with two.
async fn answers(before: Before, id: Option<u32>) -> [Answer; 2] {
    let app = || {
        let handler = move |algomo: Algomo, request: HttpRequest| async move {
            match before {
                Before::Nothing => {}
                Before::Mark => algomo.mark().expect("the head has not left"),
                Before::Token => {
                    algomo.token(user(&request)).expect("the head has not left");
                }
            }
            streaming(algomo, &request)
        };
        App::new().route("/", web::get().to(handler))
    };
    let once = init_service(app().wrap(middleware())).await;
    let twice = init_service(app().wrap(middleware()).wrap(middleware())).await;
    [ask(&once, request("/", id)).await, ask(&twice, request("/", id)).await]
}

#[actix_web::test]
async fn a_mint_after_the_head_is_refused() {
    for id in [1, 2] {
        for answer in answers(Before::Nothing, Some(id)).await {
            assert_eq!(answer.body, Error::ResponseStarted.to_string());
            assert_eq!(answer.header("cache-control"), None);
            assert_eq!(answer.header("vary"), None);
        }
    }
}

#[actix_web::test]
async fn a_mark_or_a_mint_before_the_head_allows_it() {
    for (before, id) in
        [(Before::Mark, 1), (Before::Mark, 2), (Before::Token, 3), (Before::Token, 4)]
    {
        for answer in answers(before, Some(id)).await {
            assert_eq!(answer.visitor(), Some(id.to_string()));
            assert_eq!(answer.header("cache-control").as_deref(), Some("private, no-store"));
        }
    }
}

#[actix_web::test]
async fn a_guest_needs_no_mark() {
    for (before, vary) in [(Before::Nothing, None), (Before::Token, Some("Cookie"))] {
        for answer in answers(before, None).await {
            assert!(answer.body.starts_with("<script src="), "{}", answer.body);
            assert_eq!(answer.header("vary").as_deref(), vary);
            assert_eq!(answer.header("cache-control"), None);
        }
    }
}

/// With `anonymous_on_error` the page goes on without a token, and the hook hears about it.
#[actix_web::test]
async fn a_late_mint_may_be_anonymous() {
    let (errors, heard) = std::sync::mpsc::channel();
    let auth =
        auth(A).anonymous_on_error(move |error| errors.send(error.clone()).expect("it listens"));
    let handler = |algomo: Algomo, request: HttpRequest| async move { streaming(algomo, &request) };
    let app = App::new().route("/", web::get().to(handler)).wrap(AlgomoMiddleware::new(auth));
    let answer = ask(&init_service(app).await, request("/", Some(1))).await;
    assert!(answer.body.starts_with("<script src="), "{}", answer.body);
    assert_eq!(answer.header("cache-control"), None);
    assert_eq!(heard.try_iter().collect::<Vec<_>>(), [Error::ResponseStarted]);
}
