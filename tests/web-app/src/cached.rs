//! Pages behind a cache. The request says with which headers, as an app may set them for it.

use algomo_axum::Algomo;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::App;
use crate::pages::{Page, html};
use crate::sessions::Session;

type Headers = Query<Vec<(String, String)>>;

pub(crate) fn covered() -> Router<App> {
    Router::new().route("/page", get(covered_page))
}

pub(crate) fn uncovered() -> Router<App> {
    Router::new().route("/page", get(uncovered_page))
}

async fn covered_page(headers: Headers, algomo: Algomo, session: Session) -> Response {
    with_headers(headers, html(&Page::inline(&session, algomo)))
}

async fn uncovered_page(State(app): State<App>, headers: Headers, session: Session) -> Response {
    with_headers(headers, html(&Page::inline(&session, app.auth)))
}

fn with_headers(Query(headers): Headers, mut page: Response) -> Response {
    for (name, value) in headers {
        let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value))
        else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        page.headers_mut().append(name, value);
    }
    page
}
