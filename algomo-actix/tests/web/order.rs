//! Where the middleware stands among others: the orders that the documentation asks for, and what happens in the wrong
//! ones.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::ErrorInternalServerError;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, HeaderName, HeaderValue, VARY};
use actix_web::middleware::{Next, from_fn};
use actix_web::test::init_service;
use actix_web::{App, Error, FromRequest, HttpRequest, HttpResponse, web};
use algomo_actix::{Algomo, AlgomoMiddleware};
use algomo_core::http::{ResponseMark, forbids_storing};
use web_cases::{A, Answer, B, Who, auth, auth_of_host};

use crate::common::{answer, ask, middleware, page, request, user};

/// Overwrites the header of every response.
async fn public(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let mut response = next.call(request).await?;
    let value = HeaderValue::from_static("public, max-age=60");
    response.headers_mut().insert(CACHE_CONTROL, value);
    Ok(response)
}

#[actix_web::test]
async fn outside_of_a_header_middleware() {
    let app = App::new()
        .route("/", web::get().to(page))
        .route("/style.css", web::get().to(async || "body {}"))
        .wrap(from_fn(public))
        .wrap(middleware());
    let app = init_service(app).await;
    for (id, cache_control) in [
        (Some(1), "private, no-store"),
        (None, "public, max-age=60"),
        (Some(2), "private, no-store"),
    ] {
        let answer = ask(&app, request("/", id)).await;
        assert_eq!(answer.header("cache-control").as_deref(), Some(cache_control));
        assert_eq!(answer.visitor(), id.map(|id| id.to_string()));
    }
    let style = ask(&app, request("/style.css", Some(1))).await;
    assert_eq!(style.header("cache-control").as_deref(), Some("public, max-age=60"));
}

/// The wrong order: the header middleware has the last word.
#[actix_web::test]
async fn inside_of_a_header_middleware_a_token_is_public() {
    let app = App::new().route("/", web::get().to(page)).wrap(middleware()).wrap(from_fn(public));
    let answer = ask(&init_service(app).await, request("/", Some(1))).await;
    assert_eq!(answer.header("cache-control").as_deref(), Some("public, max-age=60"));
    assert_eq!(answer.visitor().as_deref(), Some("1"));
}

/// A middleware that compresses appends a line of its own to `Vary`. Inside ours it becomes one line, outside there are two.
#[actix_web::test]
async fn inside_and_outside_of_a_compression_middleware() {
    let compression = || {
        from_fn(async |request: ServiceRequest, next: Next<BoxBody>| {
            let mut response = next.call(request).await?;
            response.headers_mut().append(VARY, HeaderValue::from_static("Accept-Encoding"));
            Ok::<_, Error>(response)
        })
    };
    let app = || App::new().route("/", web::get().to(page));
    let inside = init_service(app().wrap(compression()).wrap(middleware())).await;
    let outside = init_service(app().wrap(middleware()).wrap(compression())).await;
    for (answer, expected) in [
        (ask(&inside, request("/", None)).await, &["Accept-Encoding, Cookie"] as &[&str]),
        (ask(&outside, request("/", None)).await, &["Cookie", "Accept-Encoding"]),
    ] {
        let lines = answer.headers.iter().filter(|(name, _)| name == "vary");
        let lines: Vec<_> = lines.map(|(_, value)| value.as_str()).collect();
        assert_eq!(lines, expected);
    }
}

/// A shared cache that keeps what its headers allow, one page for each path and each `Cookie` that it varies by.
#[derive(Clone, Default)]
struct Cache(Rc<RefCell<Pages>>);

/// By path: the `Cookie` of the request, and the page.
type Pages = HashMap<String, (Option<String>, Answer)>;

impl Cache {
    async fn serve(
        self,
        request: ServiceRequest,
        next: Next<impl MessageBody>,
    ) -> Result<ServiceResponse<BoxBody>, Error> {
        let path = request.path().to_owned();
        let cookie = request.headers().get("cookie");
        let cookie = cookie.map(|value| value.to_str().expect("ASCII").to_owned());
        let kept = self.0.borrow().get(&path).cloned();
        let http_request = request.request().clone();
        if let Some((kept_for, kept)) = kept
            && (kept.header("vary").is_none() || kept_for == cookie)
        {
            return Ok(ServiceResponse::new(http_request, stored(&kept)));
        }
        drop(http_request);
        let response = next.call(request).await?;
        let http_request = response.request().clone();
        let answer = answer(response).await;
        let response = stored(&answer);
        if !forbids_storing(answer.header("cache-control")) {
            self.0.borrow_mut().insert(path, (cookie, answer));
        }
        Ok(ServiceResponse::new(http_request, response))
    }
}

fn stored(answer: &Answer) -> HttpResponse {
    let mut response = HttpResponse::build(StatusCode::from_u16(answer.status).expect("a status"));
    for (name, value) in &answer.headers {
        response.append_header((name.as_str(), value.as_str()));
    }
    response.body(answer.body.clone())
}

/// A middleware that serves from a cache of its own.
macro_rules! cache {
    () => {{
        let cache = Cache::default();
        from_fn(move |request: ServiceRequest, next: Next<_>| cache.clone().serve(request, next))
    }};
}

#[actix_web::test]
async fn inside_of_a_response_cache() {
    let app = App::new().route("/", web::get().to(page)).wrap(middleware()).wrap(cache!());
    let app = init_service(app).await;
    for id in [Some(1), Some(2), None, Some(1), None, Some(2)] {
        let answer = ask(&app, request("/", id)).await;
        assert_eq!(answer.visitor(), id.map(|id| id.to_string()));
    }
}

/// Inside one middleware and outside another is fine: the inner one prepares its responses, too.
#[actix_web::test]
async fn around_and_inside_of_a_response_cache() {
    let app = App::new().route("/", web::get().to(page));
    let app = app.wrap(middleware()).wrap(cache!()).wrap(middleware());
    let app = init_service(app).await;
    for id in [Some(1), Some(2), None, Some(1), None, Some(2)] {
        let answer = ask(&app, request("/", id)).await;
        assert_eq!(answer.visitor(), id.map(|id| id.to_string()));
        let cache_control = id.map(|_| "private, no-store");
        assert_eq!(answer.header("cache-control").as_deref(), cache_control);
    }
}

/// The inner middleware's head has left when a cache between two collects a streamed body, so nothing is minted for it.
#[actix_web::test]
async fn a_cache_between_two_middlewares_collects_no_token() {
    let handler = async |algomo: Algomo, request: HttpRequest| {
        let user = user(&request);
        let late = futures_util::stream::once(async move {
            let text = algomo.settings(user).map_or_else(|error| error.to_string(), String::from);
            Ok::<_, Error>(web::Bytes::from(text))
        });
        HttpResponse::Ok().streaming(late)
    };
    let app = App::new().route("/", web::get().to(handler));
    let app = init_service(app.wrap(middleware()).wrap(cache!()).wrap(middleware())).await;
    for id in [1, 2] {
        let answer = ask(&app, request("/", Some(id))).await;
        assert_eq!(answer.visitor(), None, "{}", answer.body);
        assert_eq!(answer.body, algomo_core::Error::ResponseStarted.to_string());
    }
}

/// The wrong order: the cache keeps the page before it has its header, and hands one member's token to everybody.
#[actix_web::test]
async fn outside_of_a_response_cache_a_token_goes_to_the_next_visitor() {
    let app = App::new().route("/", web::get().to(page)).wrap(cache!()).wrap(middleware());
    let app = init_service(app).await;
    assert_eq!(ask(&app, request("/", Some(1))).await.visitor().as_deref(), Some("1"));
    let answer = ask(&app, request("/", Some(2))).await;
    assert_eq!(answer.visitor().as_deref(), Some("1"));
    assert_eq!(answer.header("cache-control"), None);
}

#[actix_web::test]
async fn routes_inside_of_two_middlewares_take_the_inner_mint() {
    let inner = AlgomoMiddleware::from_fn(|request| {
        auth_of_host(request.headers().get("host")?.to_str().ok()?)
    });
    let tenant = web::scope("/tenant").route("", web::get().to(page)).wrap(inner.vary_by([]));
    let app = App::new().service(tenant).route("/", web::get().to(page)).wrap(middleware());
    let app = init_service(app).await;

    let nobody = request("/tenant", Some(1)).insert_header(("host", "nobody.example"));
    let answer = ask(&app, nobody).await;
    assert_eq!(answer.body, "<head></head>");
    assert_eq!(answer.header("cache-control"), None);
    // The inner one varies by nothing here, the outer one by the cookie.
    assert_eq!(answer.header("vary").as_deref(), Some("Cookie"));

    let answer = ask(&app, request("/tenant", Some(2)).insert_header(("host", A))).await;
    assert_eq!(answer.visitor().as_deref(), Some("2"));
    assert_eq!(answer.header("cache-control").as_deref(), Some("private, no-store"));

    assert_eq!(ask(&app, request("/", Some(3))).await.visitor().as_deref(), Some("3"));
}

/// A middleware mints, between ours and a handler that does not, or outside the inner of two.
async fn add_token(
    algomo: Algomo,
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let mut response = next.call(request).await?;
    let token = algomo.token(user(response.request())).map_err(ErrorInternalServerError)?;
    if let Some(token) = token {
        let value = HeaderValue::try_from(token.as_str()).expect("ASCII");
        response.headers_mut().insert(HeaderName::from_static("x-token"), value);
    }
    Ok(response)
}

#[actix_web::test]
async fn a_middleware_mints() {
    let plain = || App::new().route("/", web::get().to(async || "hello"));
    let once = init_service(plain().wrap(from_fn(add_token)).wrap(middleware())).await;
    let twice = plain().wrap(middleware()).wrap(from_fn(add_token)).wrap(middleware());
    let twice = init_service(twice).await;
    for (member, guest) in [
        (ask(&once, request("/", Some(1))).await, ask(&once, request("/", None)).await),
        (ask(&twice, request("/", Some(1))).await, ask(&twice, request("/", None)).await),
    ] {
        assert_eq!(member.status, 200, "{}", member.body);
        assert!(member.header("x-token").is_some());
        assert_eq!(member.header("cache-control").as_deref(), Some("private, no-store"));
        assert_eq!(guest.header("cache-control"), None);
        assert_eq!(guest.header("vary").as_deref(), Some("Cookie"));
    }
}

/// A middleware around the inner of two that takes its mint afterwards has the outer one's.
#[actix_web::test]
async fn a_middleware_takes_the_mint_after_the_handler() {
    let add_token = from_fn(async |request: ServiceRequest, next: Next<BoxBody>| {
        let mut response = next.call(request).await?;
        let algomo = Algomo::extract(response.request()).await?;
        let token = algomo.token(user(response.request())).expect("a good user");
        let token = token.expect("a member");
        let value = HeaderValue::try_from(token.as_str()).expect("ASCII");
        response.headers_mut().insert(HeaderName::from_static("x-token"), value);
        Ok::<_, Error>(response)
    });
    let app = App::new()
        .route("/", web::get().to(async || "hello"))
        .wrap(AlgomoMiddleware::new(auth(B)))
        .wrap(add_token)
        .wrap(middleware());
    let app = init_service(app).await;
    for id in [1, 2] {
        let answer = ask(&app, request("/", Some(id))).await;
        let token = auth(A).token(Who::Member(id).user()).expect("a good user");
        assert_eq!(answer.header("x-token"), token.map(|token| token.to_string()));
        assert_eq!(answer.header("cache-control").as_deref(), Some("private, no-store"));
    }
}

/// What algomo-leptos does: it finds the mark in the request's extensions.
#[actix_web::test]
async fn the_mark_is_in_the_extensions() {
    async fn marks(mark: web::ReqData<ResponseMark>, algomo: Algomo) -> String {
        assert!(!mark.is_marked() && !mark.is_head_sent());
        mark.mark().expect("the head has not left");
        format!("{:?}", algomo.mark())
    }
    let plain = || App::new().route("/", web::get().to(marks));
    let once = init_service(plain().wrap(middleware())).await;
    let twice = init_service(plain().wrap(middleware()).wrap(middleware())).await;
    for answer in [
        ask(&once, request("/", None)).await,
        ask(&once, request("/", None)).await,
        ask(&twice, request("/", None)).await,
    ] {
        assert_eq!(answer.body, "Ok(())");
        assert_eq!(answer.header("cache-control").as_deref(), Some("private, no-store"));
    }
}
