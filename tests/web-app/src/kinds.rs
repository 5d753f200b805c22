//! The three kinds of sites, plain forms, htmx and Turbo, in the ways that greet the right person and in one that does not.

use std::fmt;

use algomo_askama::filters;
use algomo_axum::Algomo;
use algomo_core::Mint;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

use crate::App;
use crate::pages::html;
use crate::sessions::Session;

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    Plain,
    #[serde(rename = "htmx-2")]
    Htmx2,
    #[serde(rename = "htmx-4")]
    Htmx4,
    Turbo,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Way {
    /// The settings are in the page.
    Inline,
    /// The page loads the settings script.
    Script,
    /// Plain: no layer, and a log-out that the browser is not told about. htmx and Turbo: no full page load.
    Wrong,
}

impl Kind {
    pub(crate) fn forgets_headers(self, way: Way) -> bool {
        (self, way) == (Self::Plain, Way::Wrong)
    }

    /// How htmx loads the whole page for "Back" instead of a part of it.
    fn htmx_config(self) -> Option<&'static str> {
        match self {
            Self::Htmx2 => Some(r#"{"refreshOnHistoryMiss": true}"#),
            Self::Htmx4 => Some(r#"{"history": "reload"}"#),
            Self::Plain | Self::Turbo => None,
        }
    }

    /// What the attributes of htmx need to hold for the elements inside. Version 2 takes that for granted.
    fn inherited(self) -> &'static str {
        if self == Self::Htmx4 { ":inherited" } else { "" }
    }
}

#[derive(Template)]
#[template(path = "kind.html")]
struct Page<M: Mint> {
    kind: Kind,
    way: Way,
    name: String,
    session: Session,
    auth: M,
}

impl<M: Mint> Page<M> {
    /// What log-in and log-out forms say, so that the whole page is loaded.
    fn opt_out(&self) -> &'static str {
        match (self.kind, self.way) {
            (Kind::Plain, _) | (_, Way::Wrong) => "",
            (Kind::Htmx2 | Kind::Htmx4, _) => "hx-boost=false",
            (Kind::Turbo, _) => "data-turbo=false",
        }
    }
}

pub(crate) fn covered(app: &App) -> Router<App> {
    Router::new()
        .route("/{kind}/{way}/{page}", get(page))
        .layer(from_fn_with_state(app.clone(), load_fully_for_another_visitor))
}

pub(crate) fn uncovered() -> Router<App> {
    Router::new()
        .route("/plain/wrong/home", get(async |app, session| uncovered_page("home", app, session)))
        .route(
            "/plain/wrong/other",
            get(async |app, session| uncovered_page("other", app, session)),
        )
}

async fn page(
    Path((kind, way, name)): Path<(Kind, Way, String)>,
    algomo: Algomo,
    session: Session,
) -> Response {
    stored_by_browsers(html(&Page { kind, way, name, session, auth: algomo }))
}

fn uncovered_page(name: &str, State(app): State<App>, session: Session) -> Response {
    let page =
        Page { kind: Kind::Plain, way: Way::Wrong, name: name.to_owned(), session, auth: app.auth };
    stored_by_browsers(html(&page))
}

/// As an app sets it for all of its pages.
fn stored_by_browsers(mut page: Response) -> Response {
    let value = HeaderValue::from_static("private, max-age=600");
    page.headers_mut().insert(header::CACHE_CONTROL, value);
    page
}

/// An htmx page says whom it was rendered for. If the request's visitor is now another one, the response asks for a full page
/// load, because the widget on the page keeps the earlier visitor.
async fn load_fully_for_another_visitor(
    session: Session,
    request: Request,
    next: Next,
) -> Response {
    let rendered_for = request.headers().get("visitor-mark");
    if rendered_for.is_none_or(|mark| mark == session.mark()) {
        return next.run(request).await;
    }
    let path = request.uri().path().to_owned();
    ([("hx-redirect", path.as_str()), ("cache-control", "no-store")], "").into_response()
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plain => "plain",
            Self::Htmx2 => "htmx-2",
            Self::Htmx4 => "htmx-4",
            Self::Turbo => "turbo",
        })
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Inline => "inline",
            Self::Script => "script",
            Self::Wrong => "wrong",
        })
    }
}
