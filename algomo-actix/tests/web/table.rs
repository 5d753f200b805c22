//! The table of requests that both crates answer alike.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::body::BoxBody;
use actix_web::dev::{Payload, Service, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderName;
use actix_web::middleware::Condition;
use actix_web::test::{TestRequest, init_service};
use actix_web::{App, Error, FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use algomo_actix::{Algomo, AlgomoMiddleware, settings_script};
use algomo_core::AlgomoVisitor;
use futures_util::TryFutureExt;
use web_cases::{
    A, Answer, Case, Events, Nonce, OtherNonce, ScriptCase, TheNonce, auth, auth_of_host, cases,
    handle, script_cases,
};

use crate::common::ask;

web_cases::extractor!(Extractor(Algomo));

fn middleware(case: &Case) -> AlgomoMiddleware {
    let middleware = if case.tenants {
        AlgomoMiddleware::from_fn(|request| {
            auth_of_host(request.headers().get("host")?.to_str().ok()?)
        })
    } else {
        AlgomoMiddleware::new(auth(A))
    };
    let middleware = match case.nonce {
        Nonce::Unused => middleware,
        Nonce::Extension(_) | Nonce::OtherExtension(_) => {
            middleware.nonce_from_extension::<TheNonce>()
        }
        Nonce::Function(nonce) => middleware.nonce_from_fn(move |_| nonce),
    };
    match case.vary_by {
        Some(names) => middleware.vary_by(names.iter().copied().map(HeaderName::from_static)),
        None => middleware,
    }
}

/// Stores the nonce, as an app's own middleware would.
fn store_nonce(request: &ServiceRequest, nonce: Nonce) {
    match nonce {
        Nonce::Extension(Some(nonce)) => {
            request.extensions_mut().insert(TheNonce(nonce.into()));
        }
        Nonce::OtherExtension(nonce) => {
            request.extensions_mut().insert(OtherNonce(nonce.into()));
        }
        _ => {}
    }
}

fn into_response(answer: &Answer) -> HttpResponse {
    let status = StatusCode::from_u16(answer.status).expect("a status");
    let mut response = HttpResponse::build(status);
    for (name, value) in &answer.headers {
        response.append_header((name.as_str(), value.as_str()));
    }
    response.body(answer.body.clone())
}

/// The page's app, with as many middlewares as the case says.
fn app(
    case: &Case,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<BoxBody>,
        Error = Error,
        InitError = (),
    > + use<>,
> {
    let steps = Arc::new(case.steps.clone());
    let page = move |algomo: Algomo| {
        let steps = Arc::clone(&steps);
        async move { into_response(&handle(&Extractor(algomo), &steps)) }
    };
    let nonce = case.nonce;
    let wrap = |layer| Condition::new(case.layers >= layer, middleware(case));
    App::new().route("/", web::to(page)).wrap(wrap(3)).wrap(wrap(2)).wrap(wrap(1)).wrap_fn(
        move |request, service| {
            store_nonce(&request, nonce);
            service.call(request).map_ok(ServiceResponse::map_into_boxed_body)
        },
    )
}

#[actix_web::test]
async fn pages() {
    for case in cases() {
        let app = init_service(app(&case)).await;
        let request = TestRequest::get().uri("/").insert_header(("host", case.host));
        case.check(&ask(&app, request).await);
    }
}

#[derive(Debug, AlgomoVisitor)]
#[algomo(transparent)]
struct Session(web_cases::Session);

impl FromRequest for Session {
    type Error = InternalError<&'static str>;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get("session").expect("a session");
        let session = web_cases::Session::of(header.to_str().expect("ASCII"));
        ready(session.map(Self).map_err(|status| {
            InternalError::new("rejected", StatusCode::from_u16(status).expect("a status"))
        }))
    }
}

async fn ask_for_script(case: &ScriptCase, request: TestRequest) -> Answer {
    let route = web::get().to(settings_script::<Session>);
    let app = App::new().route("/settings.js", route);
    let middleware = AlgomoMiddleware::new(auth(A));
    let middleware = if case.nonce_is_missing {
        middleware.nonce_from_extension::<TheNonce>()
    } else {
        middleware
    };
    let middleware = Condition::new(case.has_layer, middleware);
    let app = init_service(app.wrap(middleware)).await;
    ask(&app, request).await
}

#[actix_web::test]
async fn scripts() {
    for case in script_cases() {
        let mut request =
            TestRequest::get().uri("/settings.js").insert_header(("session", case.session));
        for &site in &case.sites {
            request = request.append_header(("sec-fetch-site", site));
        }
        let (events, _guard) = Events::record();
        let answer = ask_for_script(&case, request).await;
        case.check(&answer, &events.text());
    }
}
