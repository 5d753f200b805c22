//! The server's side: routes, and what every page gets as context.

mod client;
mod sample_data;
mod sessions;
mod settings;
mod shell;

use std::error::Error;
use std::net::Ipv4Addr;
use std::pin::Pin;

use algomo_axum::AlgomoLayer;
use algomo_core::VisitorAuth;
use axum::Router;
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{Request, Response, header};
use axum::middleware;
use axum::routing::{get, post};
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes, ResponseOptions, generate_route_list};
use tokio::net::TcpListener;

use self::client::Client;
use self::sessions::Sessions;
pub(crate) use self::sessions::{log_in_here as log_in, log_out_here as log_out};
use self::settings::{Widget, setting};
use self::shell::Takeover;
use crate::app::App;
use crate::islands::{InsideApp, IslandsApp, ResourceApp};

/// What every request shares.
#[derive(Clone)]
struct Shop {
    auth: VisitorAuth,
    /// Whether the pages find the mint. Without it, every visitor is anonymous.
    has_context: bool,
    sessions: Sessions,
    widget: Widget,
    client: Client,
}

/// Runs the server until it is stopped.
///
/// # Errors
///
/// When a setting is wrong or the port is taken.
pub async fn run() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).init();
    let port: u16 = setting("PORT")?.unwrap_or(3000);
    let shop = Shop::from_env()?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(|error| format!("cannot listen on port {port} (PORT sets another): {error}"))?;
    println!("http://{}", listener.local_addr()?);
    if !shop.client.is_built() {
        println!(
            "The client is not built, so the counter does not count: examples/leptos-axum/build-client builds it."
        );
    }
    axum::serve(listener, router(shop)).await?;
    Ok(())
}

fn router(shop: Shop) -> Router {
    let pages = Router::new()
        .leptos_routes_with_context(
            &Client::options(),
            generate_route_list(App),
            shop.context(),
            shop.shell(Takeover::WholeBody, App),
        )
        .with_state(Client::options());
    let router = Router::new()
        .route("/islands/beside", get(shop.islands(IslandsApp)))
        .route("/islands/inside", get(shop.islands(InsideApp)))
        .route("/islands/resource", get(shop.islands(ResourceApp)))
        .route("/log-in", post(sessions::log_in))
        .route("/log-out", post(sessions::log_out))
        .route("/style.css", get(shell::style))
        .nest_service("/pkg", shop.client.files())
        .with_state(shop.sessions.clone())
        .merge(pages)
        .layer(middleware::from_fn(sessions::refuse_other_sites))
        .layer(AlgomoLayer::new(shop.auth.clone()));
    match shop.widget {
        Widget::Real => router,
        Widget::StandIn => router.merge(standin_widget::router(shop.auth)),
    }
}

impl Shop {
    /// Provides what the pages ask for with `use_context`: the mint, and who sends the request.
    fn context(&self) -> impl Fn() + Clone + Send + Sync + 'static {
        let Self { auth, has_context, sessions, .. } = self.clone();
        move || {
            if has_context {
                provide_context(auth.clone());
            }
            if let Some(Parts { headers, .. }) = use_context() {
                provide_context(sessions.session(&headers));
            }
            provide_context(sessions.clone());
        }
    }

    /// A page in islands mode, outside the app's router.
    fn islands<V: IntoView + 'static>(
        &self,
        app: fn() -> V,
    ) -> impl Fn(Request<Body>) -> Answer + Clone + Send + 'static {
        leptos_axum::render_app_to_stream_with_context(
            self.context(),
            self.shell(Takeover::Islands, app),
        )
    }
}

/// Answers a request with a page of islands.
type Answer = Pin<Box<dyn Future<Output = Response<Body>> + Send>>;

/// Stricter than `private, no-store`, so the component leaves it alone.
pub(crate) fn set_own_cache_control() {
    if let Some(response) = use_context::<ResponseOptions>() {
        let value = header::HeaderValue::from_static("no-store, no-transform");
        response.insert_header(header::CACHE_CONTROL, value);
    }
}

#[cfg(test)]
mod tests;
