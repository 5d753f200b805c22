//! A small shop on axum and Askama that tells Algomo's chat widget who is logged in.
//!
//! Read `users.rs` (which column becomes which claim), then `templates/base.html` (the one line that puts the signed token
//! into every page), then [`router`] (the layer that sets such a page's headers).

mod database;
mod pages;
mod policy;
mod sample_data;
mod sessions;
mod settings;
#[cfg(test)]
mod tests;
mod users;

use std::error::Error;
use std::net::Ipv4Addr;
use std::process::ExitCode;

use algomo_axum::{AlgomoLayer, CspNonce};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tokio::net::TcpListener;

use crate::database::Database;
use crate::settings::Settings;
use crate::users::Session;

/// What the handlers share.
#[derive(Clone)]
struct App {
    database: Database,
    session_seconds: u32,
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let settings = Settings::from_env()?;
    let port = settings.port;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(|error| format!("cannot listen on port {port} (PORT sets another): {error}"))?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, router(settings)).await?;
    Ok(())
}

fn router(settings: Settings) -> Router {
    let Settings { auth, widget, database, session_seconds, .. } = settings;
    let router = Router::new()
        .route("/", get(pages::home))
        .route("/orders", get(pages::orders))
        .route("/help", get(pages::help))
        // The settings of the help page, which caches keep.
        .route("/settings.js", get(algomo_axum::settings_script::<Session>))
        .route("/log-in", post(sessions::log_in))
        .route("/log-out", post(sessions::log_out))
        .merge(pages::assets())
        // A layer that is added later is further outside, so the policy has set the nonce before our layer looks for it.
        .layer(AlgomoLayer::new(auth.clone()).nonce_from_extension::<CspNonce>())
        .layer(from_fn_with_state(widget, policy::policy))
        .layer(from_fn(policy::other_headers))
        .with_state(App { database, session_seconds });
    match widget {
        settings::Widget::Algomo => router,
        settings::Widget::StandIn => router.merge(standin_widget::router(auth)),
    }
}
