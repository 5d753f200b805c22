//! A layer, an extractor and a response keep nothing for the next request: one app whose users, mint and clock change.

use algomo_askama::filters;
use algomo_axum::{Algomo, AlgomoLayer, settings_script};
use askama::Template;
use axum::Router;
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use web_cases::{Answer, Changing, Moment, Who, moments};

use crate::common::{Session, ask, page, request, user};

async fn token(algomo: Algomo, headers: HeaderMap) -> Response {
    match algomo.token(user(&headers)) {
        Ok(token) => token.map(String::from).unwrap_or_default().into_response(),
        Err(error) => error.to_string().into_response(),
    }
}

#[derive(Template)]
#[template(ext = "html", source = "<head>{{ session|algomo_settings(algomo) }}</head>")]
struct Filtered {
    session: Session,
    algomo: Algomo,
}

async fn filtered(algomo: Algomo, session: Session) -> Response {
    match (Filtered { session, algomo }).render() {
        Ok(html) => Html(html).into_response(),
        Err(error) => error.to_string().into_response(),
    }
}

fn router(layer: AlgomoLayer) -> Router {
    Router::new()
        .route("/settings", get(page))
        .route("/token", get(token))
        .route("/filter", get(filtered))
        .route("/settings.js", get(settings_script::<Session>))
        .layer(layer)
}

#[tokio::test]
async fn each_request_has_its_own_user_time_and_secret() {
    let changing = Changing::default();
    let fixed = router(AlgomoLayer::new(changing.auth()));
    let renewed = changing.clone();
    let renewed = router(AlgomoLayer::from_fn(move |_| Some(renewed.auth())));
    for moment in moments() {
        changing.set(moment);
        for path in ["/settings", "/token", "/filter", "/settings.js"] {
            let request = || {
                let mut request = request(path, Some(moment.id));
                let site = "same-origin".parse().expect("a value");
                request.headers_mut().insert("sec-fetch-site", site);
                request
            };
            moment.check(&ask(&renewed, request()).await);
            if moment.has_first_secret() {
                moment.check(&ask(&fixed, request()).await);
            }
        }
    }
}

/// One extractor mints again and again while its response is made.
#[tokio::test]
async fn each_mint_of_one_response_has_its_own_user_and_time() {
    let changing = Changing::default();
    let layer = AlgomoLayer::new(changing.auth());
    let handler = async move |algomo: Algomo| {
        let mut parts = Vec::new();
        for moment in moments().into_iter().filter(Moment::has_first_secret) {
            changing.set(moment);
            let settings = algomo.settings(Who::Member(moment.id).user());
            parts.push(settings.map_or_else(|error| error.to_string(), String::from));
        }
        parts.join("\n<!-- -->\n")
    };
    let router = Router::new().route("/", get(handler)).layer(layer);
    let whole = ask(&router, request("/", None)).await;
    let parts: Vec<_> = whole.body.split("\n<!-- -->\n").collect();
    let moments: Vec<_> = moments().into_iter().filter(Moment::has_first_secret).collect();
    assert_eq!(parts.len(), moments.len());
    for (moment, body) in moments.into_iter().zip(parts) {
        moment.check(&Answer { body: body.to_owned(), ..whole.clone() });
    }
}
