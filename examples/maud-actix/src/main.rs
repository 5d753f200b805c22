//! A small app on Actix Web and maud that tells Algomo's chat widget who is logged in.
//!
//! Read `pages.rs` (the settings in the page's head), then [`configure`] and [`main`] (the middleware that sets such a
//! page's headers).

mod pages;
mod sessions;
#[cfg(test)]
mod tests;

use std::env;
use std::error::Error;
use std::net::Ipv4Addr;
use std::process::ExitCode;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::ErrorInternalServerError;
use actix_web::http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{App, HttpMessage, HttpServer};
use algomo_actix::{AlgomoMiddleware, CspNonce, settings_script};
use algomo_core::{VisitorAuth, VisitorSecret};

use crate::sessions::{Session, Sessions};

#[actix_web::main]
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
    let (auth, widget) = mint()?;
    let sessions = Data::new(Sessions::default());
    let port = match env::var_os("PORT") {
        Some(port) => {
            port.to_str().and_then(|port| port.parse().ok()).ok_or("PORT is not a port number")?
        }
        None => 3000,
    };
    let server = HttpServer::new(move || {
        App::new()
            .configure(configure(&auth, widget, &sessions))
            // A middleware that is wrapped later is further outside, so the nonce is set before our middleware looks for it.
            .wrap(AlgomoMiddleware::new(auth.clone()).nonce_from_extension::<CspNonce>())
            .wrap(from_fn(policy))
    });
    let server = server
        .bind((Ipv4Addr::LOCALHOST, port))
        .map_err(|error| format!("cannot listen on port {port} (PORT sets another): {error}"))?;
    for address in server.addrs() {
        println!("http://{address}");
    }
    server.run().await?;
    Ok(())
}

/// Which chat widget the pages load.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Widget {
    /// Algomo's own.
    Algomo,
    /// Ours, for development.
    StandIn,
}

/// In production, the secret, the widget's id and its contract come from the environment. Without an id the same page loads the
/// stand-in, from another address.
fn mint() -> Result<(VisitorAuth, Widget), Box<dyn Error>> {
    if env::var_os("ALGOMO_WIDGET_ID").is_some() {
        return Ok((VisitorAuth::from_env()?, Widget::Algomo));
    }
    let auth = match env::var_os("ALGOMO_SECRET") {
        Some(_) => VisitorAuth::from_env()?,
        None => VisitorAuth::new(VisitorSecret::new(sessions::random_text()?)?),
    };
    let auth = auth.with_widget_id(standin_widget::WIDGET_ID)?;
    Ok((auth.with_loader_url(standin_widget::SCRIPT_PATH)?, Widget::StandIn))
}

fn configure(
    auth: &VisitorAuth,
    widget: Widget,
    sessions: &Data<Sessions>,
) -> impl FnOnce(&mut ServiceConfig) + use<> {
    let (auth, sessions) = (auth.clone(), sessions.clone());
    move |config| {
        config
            .app_data(sessions)
            .route("/", web::get().to(pages::home))
            .route("/help", web::get().to(pages::help))
            .route("/settings.js", web::get().to(settings_script::<Session>))
            .route("/log-in", web::post().to(sessions::log_in))
            .route("/log-out", web::post().to(sessions::log_out));
        if widget == Widget::StandIn {
            config.configure(standin_widget::actix::configure(auth));
        }
    }
}

/// Makes a nonce for each response, and a policy that lets scripts with it run and what these load.
async fn policy(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> actix_web::Result<ServiceResponse<impl MessageBody>> {
    let nonce = CspNonce::fresh().map_err(ErrorInternalServerError)?;
    request.extensions_mut().insert(nonce.clone());
    let mut response = next.call(request).await?;
    if !response.headers().contains_key(CONTENT_SECURITY_POLICY) {
        let policy = format!(
            "script-src 'nonce-{nonce}' 'strict-dynamic'; object-src 'none'; base-uri 'none'; form-action 'self'; \
             frame-ancestors 'none'"
        );
        let policy = HeaderValue::try_from(policy).map_err(ErrorInternalServerError)?;
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}
