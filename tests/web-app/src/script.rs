//! The settings script, as the crate serves it and without its guard.

use algomo_axum::{Algomo, settings_script};
use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::App;
use crate::pages::{Page, failure, html};
use crate::sessions::Session;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/settings.js", get(settings_script::<Session>))
        .route("/unguarded.js", get(unguarded))
        .route("/with-script", get(with_script))
}

/// The script as an app would write it that ignores where the request comes from.
async fn unguarded(algomo: Algomo, session: Session) -> Response {
    match algomo.settings(session) {
        Ok(settings) => {
            let script = settings.script().to_string();
            ([(header::CONTENT_TYPE, "text/javascript")], script).into_response()
        }
        Err(error) => failure(&error),
    }
}

async fn with_script(algomo: Algomo, session: Session) -> Response {
    html(&Page::inline(&session, algomo).with_script("/settings.js"))
}
