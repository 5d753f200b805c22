//! Pages for the tests that need a browser, a cache or load. Each is there in the ways that are right and in one that fails,
//! so that the tests can show the difference.

mod broken;
mod cached;
mod hostile;
mod kinds;
mod load;
mod pages;
mod policies;
mod script;
mod sessions;
mod waiting;

use std::env;
use std::error::Error;
use std::net::Ipv4Addr;

use algomo_axum::AlgomoLayer;
use algomo_core::{VisitorAuth, VisitorSecret};
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum_extra::extract::cookie::SameSite;
use serde::Deserialize;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use sessions::{Clock, Sessions};

/// What every request shares.
#[derive(Clone)]
struct App {
    /// Loads the stand-in widget.
    auth: VisitorAuth,
    /// Loads the widget from Algomo's own address, which the tests answer themselves.
    auth_with_own_loader: VisitorAuth,
    sessions: Sessions,
    clock: Clock,
    same_site: SameSite,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let app = App::new()?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port()?)).await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, router(app)).await?;
    Ok(())
}

fn port() -> Result<u16, Box<dyn Error>> {
    Ok(env::var("PORT").map_or(Ok(0), |port| port.parse())?)
}

impl App {
    fn new() -> Result<Self, Box<dyn Error>> {
        let clock = Clock::default();
        let now = clock.clone();
        let auth = VisitorAuth::new(VisitorSecret::new(sessions::random_text())?)
            .with_clock(move || now.now())
            .with_widget_id(standin_widget::WIDGET_ID)?;
        let same_site = match env::var("SAME_SITE").as_deref() {
            Ok("none") => SameSite::None,
            _ => SameSite::Lax,
        };
        Ok(Self {
            auth: auth.clone().with_loader_url(standin_widget::SCRIPT_PATH)?,
            auth_with_own_loader: auth,
            sessions: Sessions::default(),
            clock,
            same_site,
        })
    }
}

fn router(app: App) -> Router {
    let layer = AlgomoLayer::new(app.auth.clone());
    let covered = Router::new()
        .merge(kinds::covered(&app))
        .merge(waiting::routes())
        .merge(script::routes())
        .nest("/covered", cached::covered())
        .nest("/broken", broken::routes())
        .route("/load/with", get(load::with))
        .layer(layer);
    let router = covered
        .merge(kinds::uncovered())
        .merge(sessions::routes())
        .nest("/hostile", hostile::routes(&app))
        .nest("/policy", policies::routes(&app))
        .nest("/uncovered", cached::uncovered())
        .route("/load/without", get(load::without))
        .route("/clock", post(turn_clock))
        .route("/app.js", get(app_script))
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .merge(standin_widget::router(app.auth.clone()));
    let router = match env::var_os("NODE_MODULES") {
        Some(modules) => router.nest_service("/npm", ServeDir::new(modules)),
        None => router,
    };
    router.with_state(app)
}

#[derive(Deserialize)]
struct Turn {
    forward: u64,
}

/// Turns the app's clock forward, by which tokens and sessions expire.
async fn turn_clock(State(app): State<App>, Query(turn): Query<Turn>) {
    app.clock.forward(turn.forward);
}

async fn app_script() -> impl IntoResponse {
    let headers = [(header::CONTENT_TYPE, "text/javascript"), (header::CACHE_CONTROL, "no-cache")];
    (headers, include_str!("../assets/app.js"))
}
