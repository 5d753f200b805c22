//! Pages under the policies that the documentation names, with the widget from Algomo's own address.

use algomo_axum::{Algomo, AlgomoLayer, CspNonce, settings_script};
use axum::Router;
use axum::extract::{Path, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

use crate::App;
use crate::pages::{Page, html};
use crate::sessions::Session;

const LOADER: &str = "https://app.algomo.com";
const SCRIPT: &str = "/policy/settings.js";

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Policy {
    /// The settings script, and hosts.
    Hosts,
    /// The settings script, with the loader's host missing.
    SelfOnly,
    /// Settings in the page with a nonce, which the loader's element has, too.
    Nonce,
    /// The settings script with a nonce, which its loader inherits.
    NonceScript,
    /// Settings in the page with a hash, and the loader's host.
    Hash,
    /// Settings in the page without their hash.
    NoHash,
}

pub(crate) fn routes(app: &App) -> Router<App> {
    let layer = || AlgomoLayer::new(app.auth_with_own_loader.clone());
    let with_nonce = Router::new()
        .route("/with-nonce/{policy}", get(page_with_nonce))
        .layer(layer().nonce_from_extension::<CspNonce>())
        .layer(from_fn(fresh_nonce));
    Router::new()
        .route("/{policy}", get(page))
        .route("/settings.js", get(settings_script::<Session>))
        .layer(layer())
        .merge(with_nonce)
}

async fn fresh_nonce(mut request: Request, next: Next) -> Result<Response, StatusCode> {
    let nonce = CspNonce::fresh().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    request.extensions_mut().insert(nonce);
    Ok(next.run(request).await)
}

async fn page_with_nonce(
    Path(policy): Path<Policy>,
    axum::Extension(nonce): axum::Extension<CspNonce>,
    algomo: Algomo,
    session: Session,
) -> Result<Response, StatusCode> {
    let page = match policy {
        Policy::Nonce => Page::inline(&session, algomo),
        Policy::NonceScript => Page {
            nonce: Some(nonce.as_str()),
            ..Page::inline(&session, algomo).with_script(SCRIPT)
        },
        _ => return Err(StatusCode::NOT_FOUND),
    };
    under(&format!("'nonce-{nonce}' 'strict-dynamic'"), html(&page))
}

async fn page(
    Path(policy): Path<Policy>,
    algomo: Algomo,
    session: Session,
) -> Result<Response, StatusCode> {
    let page = Page::inline(&session, algomo.clone());
    let hash = || algomo.csp_hash().unwrap_or_default();
    match policy {
        Policy::Hosts => under(&format!("'self' {LOADER}"), html(&page.with_script(SCRIPT))),
        Policy::SelfOnly => under("'self'", html(&page.with_script(SCRIPT))),
        Policy::Hash => {
            // The hash is known once the page is rendered.
            let page = html(&page);
            under(&format!("{} {LOADER}", hash()), page)
        }
        Policy::NoHash => under(LOADER, html(&page)),
        Policy::Nonce | Policy::NonceScript => Err(StatusCode::NOT_FOUND),
    }
}

fn under(script_sources: &str, mut page: Response) -> Result<Response, StatusCode> {
    let policy = format!(
        "default-src 'none'; script-src {script_sources}; connect-src 'self'; img-src 'self'; base-uri 'none'"
    );
    let policy = HeaderValue::try_from(policy).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(page)
}
