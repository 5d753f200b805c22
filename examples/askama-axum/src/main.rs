//! A small shop on axum and Askama that tells Algomo's chat widget who is logged in.
//!
//! Read `users.rs` (which field becomes which claim), then `templates/page.html` (the one line that puts the signed token
//! into the page), then `pages.rs` (the headers that such a page needs).

mod pages;
mod sample_data;
mod sessions;
mod users;

use std::env::{self, VarError};
use std::error::Error;
use std::fmt::Display;
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::str::FromStr;
use std::time::Duration;

use algomo_core::{VisitorAuth, VisitorSecret};
use axum::Router;
use axum::routing::{get, post};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use tokio::net::TcpListener;

use sessions::Sessions;

/// What every request shares.
#[derive(Clone)]
struct App {
    auth: VisitorAuth,
    sessions: Sessions,
    widget: Widget,
}

/// Which chat widget a page loads.
#[derive(Clone, Copy, PartialEq)]
enum Widget {
    /// Algomo's own: `auth` was given the widget's id.
    Real,
    /// Ours, for development.
    StandIn,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let port: u16 = setting("PORT")?.unwrap_or(3000);
    let app = App::from_env()?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(|error| format!("cannot listen on port {port} (PORT sets another): {error}"))?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, router(app)).await?;
    Ok(())
}

fn router(app: App) -> Router {
    let router = Router::new()
        .route("/", get(pages::home))
        .route("/log-in", post(sessions::log_in))
        .route("/log-out", post(sessions::log_out))
        .merge(pages::assets());
    let router = match app.widget {
        Widget::Real => router,
        Widget::StandIn => router.merge(standin_widget::router(app.auth.clone())),
    };
    router.with_state(app)
}

impl App {
    fn from_env() -> Result<Self, Box<dyn Error>> {
        let widget_id: Option<String> = setting("ALGOMO_WIDGET_ID")?;
        let secret = if widget_id.is_some() || env::var_os("ALGOMO_SECRET").is_some() {
            VisitorSecret::from_env("ALGOMO_SECRET")?
        } else {
            // Good for the stand-in only: Algomo's own widget wants the secret that Algomo issued.
            VisitorSecret::new(random_text::<32>())?
        };
        let mut auth = VisitorAuth::new(secret);
        if let Some(seconds) = setting("ALGOMO_TTL_SECONDS")? {
            auth = auth.with_ttl(Duration::from_secs(seconds))?;
        }
        let mut widget = Widget::StandIn;
        if let Some(id) = widget_id {
            auth = auth.with_widget_id(id)?;
            widget = Widget::Real;
        }
        let sessions = Sessions::default();
        Ok(Self { auth, sessions, widget })
    }
}

/// An environment variable as a `T`: `None` if it is unset, an error that names it if it is no `T`.
fn setting<T: FromStr<Err: Display>>(name: &str) -> Result<Option<T>, String> {
    match env::var(name) {
        Ok(text) => text.parse().map(Some).map_err(|error| format!("{name}: {error}")),
        Err(VarError::NotPresent) => Ok(None),
        Err(error @ VarError::NotUnicode(_)) => Err(format!("{name}: {error}")),
    }
}

/// `N` bytes from the operating system's generator, as base64: text that nobody can guess.
fn random_text<const N: usize>() -> String {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system has randomness");
    URL_SAFE_NO_PAD.encode(bytes)
}
