//! A page on Leptos whose script attributes and nonce are the request's own text.
//!
//! `GET /attributes?data-x=…` gives the attributes to the mint, `GET /nonce?nonce=…` gives the nonce to the component.

use std::env;
use std::error::Error;
use std::net::Ipv4Addr;

use algomo_core::{AlgomoVisitor, VisitorAuth, VisitorSecret};
use algomo_leptos::AlgomoSettings;
use axum::Router;
use axum::extract::Query;
use axum::http::request::Parts;
use axum::routing::get;
use leptos::prelude::*;
use leptos_axum::render_app_to_stream_with_context;
use tokio::net::TcpListener;

#[derive(AlgomoVisitor)]
struct User {
    id: u32,
    name: &'static str,
}

fn user() -> User {
    User { id: 1042, name: "Ada Lovelace" }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // An app with a list of routes gets it from that.
    any_spawner::Executor::init_tokio()?;
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).init();
    let auth = VisitorAuth::new(VisitorSecret::from_env("ALGOMO_SECRET")?)
        .with_widget_id(standin_widget::WIDGET_ID)?
        .with_loader_url(standin_widget::SCRIPT_PATH)?;
    let port = env::var("PORT").map_or(Ok(0), |port| port.parse())?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, router(auth)).await?;
    Ok(())
}

fn router(auth: VisitorAuth) -> Router {
    let (with_attributes, plain) = (auth.clone(), auth.clone());
    let attributes = render_app_to_stream_with_context(
        || (),
        move || {
            let auth = with_attributes.clone().with_script_attributes(query()).ok();
            page(view! { <AlgomoSettings user=user auth=auth/> })
        },
    );
    let nonce = render_app_to_stream_with_context(
        || (),
        move || {
            let nonce =
                query().into_iter().find_map(|(name, text)| (name == "nonce").then_some(text));
            page(view! { <AlgomoSettings user=user auth=plain.clone() nonce=nonce/> })
        },
    );
    Router::new()
        .route("/attributes", get(attributes))
        .route("/nonce", get(nonce))
        .merge(standin_widget::router(auth))
}

/// The pairs of the request's query.
fn query() -> Vec<(String, String)> {
    let parts: Parts = expect_context();
    Query::try_from_uri(&parts.uri).map_or_else(|_| Vec::new(), |Query(pairs)| pairs)
}

fn page(settings: impl IntoView) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <link rel="icon" href="data:,"/>
                <title>"page"</title>
                {settings}
            </head>
            <body><p>"You are " <bdi id="who">{user().name}</bdi> "."</p></body>
        </html>
    }
}
