//! What goes wrong around the mint: never a token without its header, never half a page.

use std::cell::RefCell;
use std::future::{Pending, Ready, pending, ready};
use std::panic::AssertUnwindSafe;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::error::{InternalError, UrlGenerationError};
use actix_web::http::StatusCode;
use actix_web::middleware::{Next, from_fn};
use actix_web::test::init_service;
use actix_web::{App, Error, FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use algomo_actix::{Algomo, AlgomoMiddleware, MissingMiddleware};
use algomo_core::{Mint, VisitorAuth};
use futures_util::FutureExt;
use web_cases::{A, TheNonce, Who, auth};

use crate::common::{ask, middleware, page, request, user};

#[actix_web::test]
async fn without_the_middleware_the_extractor_says_what_is_missing() {
    let app = init_service(App::new().route("/", web::get().to(page))).await;
    let answer = ask(&app, request("/", Some(1))).await;
    assert_eq!(answer.status, 500);
    assert!(answer.body.contains("`.wrap(AlgomoMiddleware::new(auth))`"), "{}", answer.body);

    let missing = Algomo::extract(&request("/", None).to_http_request()).await.map(|_| ());
    let missing: MissingMiddleware = missing.expect_err("there is no middleware");
    assert!(missing.to_string().contains("AlgomoMiddleware"));
}

#[actix_web::test]
async fn the_extractor_is_optional() {
    let app = || {
        let handler = async |algomo: Option<Algomo>, request: HttpRequest| {
            let settings = algomo.map(|algomo| algomo.settings(user(&request)));
            settings.map_or_else(
                || "no chat".to_owned(),
                |settings| settings.expect("a good user").to_string(),
            )
        };
        App::new().route("/", web::get().to(handler))
    };
    let without = init_service(app()).await;
    let with = init_service(app().wrap(middleware())).await;
    for id in [1, 2] {
        assert_eq!(ask(&without, request("/", Some(id))).await.body, "no chat");
        let answer = ask(&with, request("/", Some(id))).await;
        assert_eq!(answer.visitor(), Some(id.to_string()));
        assert_eq!(answer.header("cache-control").as_deref(), Some("private, no-store"));
    }
}

/// A handler that mints and panics. Without a panic the token is in the page.
async fn panics(algomo: Algomo, request: HttpRequest) -> String {
    let token = algomo.token(user(&request)).expect("a good user").expect("a member");
    let panics = request.headers().get("panics");
    assert!(panics.is_none(), "the handler panics, as the request asks for it");
    token.to_string()
}

#[actix_web::test]
async fn a_handler_that_panics_leaves_nothing_behind() {
    let app = App::new().route("/", web::get().to(panics)).wrap(middleware());
    let app = init_service(app).await;
    let bad = request("/", Some(1)).insert_header(("panics", "yes"));
    assert!(AssertUnwindSafe(app.call(bad.to_request())).catch_unwind().await.is_err());
    let good = ask(&app, request("/", Some(1))).await;
    assert_eq!(good.header("cache-control").as_deref(), Some("private, no-store"));
}

/// What an application logs about its extractor.
async fn shows(algomo: Algomo, request: HttpRequest) -> String {
    let token = algomo.token(user(&request)).expect("a good user").map(|token| token.to_string());
    algomo.settings(user(&request)).expect("a good user");
    format!("{token:?} is not in {algomo:?} {algomo:#?}")
}

#[actix_web::test]
async fn the_extractors_debug_has_neither_token_nor_claims() {
    let app = init_service(App::new().route("/", web::get().to(shows)).wrap(middleware())).await;
    for id in [1, 7] {
        let answer = ask(&app, request("/", Some(id))).await.body;
        let (token, shown) = answer.split_once(" is not in ").expect("both");
        assert!(token.contains("eyJ"), "{token}");
        for private in ["eyJ", &token[token.len() - 45..token.len() - 2], &format!("Member {id}")] {
            assert!(!shown.contains(private), "{private} is in {shown}");
        }
    }
}

#[actix_web::test]
async fn a_client_that_hangs_up_takes_nothing_along() {
    let minted = Rc::new(RefCell::new(Vec::new()));
    let handler = {
        let minted = Rc::clone(&minted);
        move |algomo: Algomo, request: HttpRequest| {
            let minted = Rc::clone(&minted);
            async move {
                let token = algomo.token(user(&request)).expect("a good user");
                minted.borrow_mut().push((algomo, token.is_some()));
                pending::<HttpResponse>().await
            }
        }
    };
    let app = init_service(App::new().route("/", web::get().to(handler)).wrap(middleware())).await;
    for id in [Some(1), None] {
        let mut response = Box::pin(app.call(request("/", id).to_request()));
        let poll = response.poll_unpin(&mut Context::from_waker(Waker::noop()));
        assert!(poll.is_pending());
        drop(response);
        let (algomo, had_token) = minted.borrow_mut().pop().expect("the handler has run");
        assert_eq!(had_token, id.is_some());
        // There is no response any more, so nobody would set its header.
        let expected = if had_token { Ok(()) } else { Err(algomo_core::Error::ResponseStarted) };
        assert_eq!(algomo.mark(), expected);
    }
}

/// A session for members only.
struct Members(u32);

impl FromRequest for Members {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request.headers().get("cookie").and_then(|id| id.to_str().ok()?.parse().ok());
        ready(id.map(Self).ok_or_else(|| {
            let redirect = HttpResponse::SeeOther().insert_header(("location", "/log-in")).finish();
            InternalError::from_response("not logged in", redirect).into()
        }))
    }
}

#[actix_web::test]
async fn an_extractor_that_rejects_answers_as_without_the_middleware() {
    let handler = async |algomo: Algomo, members: Members| {
        let settings = algomo.settings(Who::Member(members.0).user());
        settings.map_or_else(|error| error.to_string(), String::from)
    };
    let app = init_service(App::new().route("/", web::get().to(handler)).wrap(middleware())).await;
    let guest = ask(&app, request("/", None)).await;
    assert_eq!(guest.status, 303);
    let names: Vec<_> = guest.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["location"]);
    assert_eq!(ask(&app, request("/", Some(5))).await.visitor().as_deref(), Some("5"));
}

/// A middleware that fails after the mint, with the token in its error: the response that Actix Web makes of the error
/// outside ours has the headers.
async fn fails(
    algomo: Algomo,
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let response = next.call(request).await?;
    let settings = algomo.settings(user(response.request())).expect("a good user");
    if settings.is_anonymous() && response.request().path() == "/good" {
        return Ok(response);
    }
    Err(InternalError::new(settings, StatusCode::IM_A_TEAPOT).into())
}

#[actix_web::test]
async fn an_error_of_a_middleware_has_the_headers() {
    let app = App::new()
        .default_service(web::to(async || "hello"))
        .wrap(from_fn(fails))
        .wrap(middleware());
    let app = init_service(app).await;
    for (path, id, status, cache_control, vary) in [
        ("/", Some(1), 418, Some("private, no-store"), None),
        ("/", None, 418, None, Some("Cookie")),
        ("/good", None, 200, None, Some("Cookie")),
    ] {
        let answer = match app.call(request(path, id).to_request()).await {
            Ok(response) => crate::common::answer(response).await,
            Err(error) => {
                // What a logger outside of ours shows.
                assert_eq!(error.to_string().contains("algomoSettings"), id.is_some());
                let request = request(path, id).to_http_request();
                let response = ServiceResponse::from_err(error, request);
                crate::common::answer(response).await
            }
        };
        assert_eq!(answer.status, status);
        assert_eq!(answer.visitor(), id.map(|id| id.to_string()));
        assert_eq!(answer.header("cache-control").as_deref(), cache_control);
        assert_eq!(answer.header("vary").as_deref(), vary);
    }
}

/// An error that has nothing to do with the mint stays what it is.
#[actix_web::test]
async fn other_errors_keep_their_type() {
    let app = App::new()
        .route("/", web::get().to(async || "hello"))
        .wrap(from_fn(async |_: ServiceRequest, _: Next<actix_web::body::BoxBody>| {
            Err::<ServiceResponse, Error>(UrlGenerationError::ResourceNotFound.into())
        }))
        .wrap(middleware());
    let result = init_service(app).await.call(request("/", None).to_request()).await;
    let error = result.map(|_| ()).expect_err("the middleware fails");
    assert!(error.as_error::<UrlGenerationError>().is_some());
}

/// Each response is its own, whichever order they come in.
#[actix_web::test]
async fn many_at_once() {
    let handler = async |algomo: Algomo, request: HttpRequest| {
        actix_web::rt::task::yield_now().await;
        let settings = algomo.settings(user(&request));
        actix_web::rt::task::yield_now().await;
        settings.map_or_else(|error| error.to_string(), String::from)
    };
    let app = init_service(App::new().route("/", web::get().to(handler)).wrap(middleware())).await;
    let ids = (0..200).map(|number| (number % 3 != 0).then_some(number));
    let answers = ids.map(|id| {
        let app = &app;
        async move { (id, ask(app, request("/", id)).await) }
    });
    for (id, answer) in futures_util::future::join_all(answers).await {
        assert_eq!(answer.visitor(), id.map(|id| id.to_string()));
        let cache_control = id.map(|_| "private, no-store");
        assert_eq!(answer.header("cache-control").as_deref(), cache_control);
        let vary = if id.is_none() { Some("Cookie") } else { None };
        assert_eq!(answer.header("vary").as_deref(), vary);
    }
}

/// The functions of the app may use the request's extensions, and see what a middleware inside ours has stored.
#[actix_web::test]
async fn functions_see_the_request_as_the_handler_does() {
    let store = from_fn(async |request: ServiceRequest, next: Next<_>| {
        let nonce = request.headers().get("x-nonce").expect("a nonce").to_str().expect("ASCII");
        let nonce = TheNonce(nonce.to_owned());
        request.extensions_mut().insert(nonce);
        next.call(request).await
    });
    let middleware = middleware()
        .nonce_from_fn(|request| Some(request.extensions_mut().get_mut::<TheNonce>()?.0.clone()));
    let app = App::new().route("/", web::get().to(page)).wrap(store).wrap(middleware);
    let app = init_service(app).await;
    for (nonce, expected) in [
        ("Zmlyc3Q=", "nonce=\"Zmlyc3Q=\"".to_owned()),
        ("c2Vjb25k", "nonce=\"c2Vjb25k\"".to_owned()),
        ("a b", algomo_core::Error::InvalidNonce.to_string()),
    ] {
        let answer = ask(&app, request("/", None).insert_header(("x-nonce", nonce))).await;
        assert!(answer.body.contains(&expected), "{}", answer.body);
    }
}

/// The extractor as the filters and components of other crates use it.
#[actix_web::test]
async fn the_extractor_is_a_mint() {
    async fn handler(algomo: Algomo, request: HttpRequest) -> String {
        let mint: &dyn Mint = &algomo;
        let token = mint.mint_token(&user(&request)).expect("a good user");
        format!("{} {}", mint.is_enabled(), token.is_some())
    }
    for (auth, id, expected) in [
        (auth(A), Some(1), "true true"),
        (auth(A), None, "true false"),
        (VisitorAuth::disabled(), Some(1), "false false"),
    ] {
        let app = App::new().route("/", web::get().to(handler)).wrap(AlgomoMiddleware::new(auth));
        assert_eq!(ask(&init_service(app).await, request("/", id)).await.body, expected);
    }
}

/// A service that has no capacity yet.
struct Busy;

impl Service<ServiceRequest> for Busy {
    type Response = ServiceResponse;
    type Error = Error;
    type Future = Pending<Result<ServiceResponse, Error>>;

    fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Pending
    }

    fn call(&self, _: ServiceRequest) -> Self::Future {
        pending()
    }
}

#[actix_web::test]
async fn the_middleware_waits_until_the_service_behind_it_is_ready() {
    let service = middleware().new_transform(Busy).await.expect("it never fails");
    assert!(service.poll_ready(&mut Context::from_waker(Waker::noop())).is_pending());
}
