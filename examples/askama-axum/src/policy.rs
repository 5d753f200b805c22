//! The headers that keep a page to itself: a `Content-Security-Policy` with a fresh nonce, and a few that never change.

use algomo_axum::CspNonce;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::pages::Broken;
use crate::settings::Widget;

/// Stores the nonce where the layer of algomo-axum looks for it, and names it in the policy.
///
/// A page that caches keep has no nonce, which everybody would know, and sets a policy of its own with [`without_nonce`].
pub(crate) async fn policy(
    State(widget): State<Widget>,
    mut request: Request,
    next: Next,
) -> Result<Response, Broken> {
    let nonce = CspNonce::fresh()?;
    request.extensions_mut().insert(nonce.clone());
    request.extensions_mut().insert(widget);
    let mut response = next.run(request).await;
    let policy = HeaderValue::try_from(policy_of(widget, &format!("'nonce-{nonce}'")))?;
    response.headers_mut().entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    Ok(response)
}

/// A policy for a page whose scripts are all of its own origin, and the widget's.
pub(crate) fn without_nonce(widget: Widget) -> String {
    policy_of(widget, "'self'")
}

/// Only what the pages load. For Algomo's widget that is Algomo's own origin; the browser's console names whatever else a
/// widget asks for.
fn policy_of(widget: Widget, scripts: &str) -> String {
    let (default, algomo) = match widget {
        Widget::Algomo => ("https://app.algomo.com", " https://app.algomo.com"),
        Widget::StandIn => ("'none'", ""),
    };
    format!(
        "default-src {default}; script-src {scripts}{algomo}; style-src 'self'{algomo}; \
         img-src 'self'{algomo}; connect-src 'self'{algomo}; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

pub(crate) async fn other_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
