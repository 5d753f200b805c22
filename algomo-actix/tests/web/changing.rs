//! A middleware, an extractor and a response keep nothing for the next request: one app whose users, mint and clock change.

use std::future::ready;

use actix_web::test::init_service;
use actix_web::{App, HttpRequest, web};
use algomo_actix::{Algomo, AlgomoMiddleware, settings_script};
use web_cases::{Answer, Changing, Moment, Who, moments};

use crate::common::{Session, ask, page, request, user};

async fn token(algomo: Algomo, request: HttpRequest) -> String {
    match algomo.token(user(&request)) {
        Ok(token) => token.map(String::from).unwrap_or_default(),
        Err(error) => error.to_string(),
    }
}

/// An app that is started once.
macro_rules! app {
    ($middleware:expr) => {
        init_service(
            App::new()
                .route("/settings", web::get().to(page))
                .route("/token", web::get().to(token))
                .route("/settings.js", web::get().to(settings_script::<Session>))
                .wrap($middleware),
        )
        .await
    };
}

#[actix_web::test]
async fn each_request_has_its_own_user_time_and_secret() {
    let changing = Changing::default();
    let fixed = app!(AlgomoMiddleware::new(changing.auth()));
    let renewed = changing.clone();
    let renewed = app!(AlgomoMiddleware::from_fn(move |_| Some(renewed.auth())));
    for moment in moments() {
        changing.set(moment);
        for path in ["/settings", "/token", "/settings.js"] {
            let request =
                || request(path, Some(moment.id)).insert_header(("sec-fetch-site", "same-origin"));
            moment.check(&ask(&renewed, request()).await);
            if moment.has_first_secret() {
                moment.check(&ask(&fixed, request()).await);
            }
        }
    }
}

/// One extractor mints again and again while its response is made.
#[actix_web::test]
async fn each_mint_of_one_response_has_its_own_user_and_time() {
    let changing = Changing::default();
    let middleware = AlgomoMiddleware::new(changing.auth());
    let handler = move |algomo: Algomo| {
        let mut parts = Vec::new();
        for moment in moments().into_iter().filter(Moment::has_first_secret) {
            changing.set(moment);
            let settings = algomo.settings(Who::Member(moment.id).user());
            parts.push(settings.map_or_else(|error| error.to_string(), String::from));
        }
        ready(parts.join("\n<!-- -->\n"))
    };
    let app = init_service(App::new().route("/", web::get().to(handler)).wrap(middleware)).await;
    let whole = ask(&app, request("/", None)).await;
    let parts: Vec<_> = whole.body.split("\n<!-- -->\n").collect();
    let moments: Vec<_> = moments().into_iter().filter(Moment::has_first_secret).collect();
    assert_eq!(parts.len(), moments.len());
    for (moment, body) in moments.into_iter().zip(parts) {
        moment.check(&Answer { body: body.to_owned(), ..whole.clone() });
    }
}
