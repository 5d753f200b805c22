//! Pages that wait longer than a token lives before the widget starts: prefetched ones, and a chat opened with a click.

use algomo_axum::Algomo;
use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use standin_widget::SCRIPT_PATH;

use crate::App;
use crate::kinds::Way;
use crate::pages::{Page, failure, html};
use crate::sessions::Session;

const SETTINGS_SCRIPT: &str = "/settings.js";

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/waiting/{way}/start", get(start)).route("/waiting/{way}/next", get(next))
}

/// Has the next page prefetched, and starts the widget with a click only.
#[derive(Template)]
#[template(path = "start.html")]
struct Start {
    way: Way,
    settings: String,
    opens: &'static str,
}

async fn start(Path(way): Path<Way>, algomo: Algomo, session: Session) -> Response {
    if way == Way::Script {
        return html(&Start { way, settings: String::new(), opens: SETTINGS_SCRIPT });
    }
    match algomo.settings(&session) {
        Ok(settings) => {
            let settings = settings.settings_element().to_string();
            html(&Start { way, settings, opens: SCRIPT_PATH })
        }
        Err(error) => failure(&error),
    }
}

async fn next(Path(way): Path<Way>, algomo: Algomo, session: Session) -> Response {
    let page = Page::inline(&session, algomo);
    html(&if way == Way::Script { page.with_script(SETTINGS_SCRIPT) } else { page })
}
