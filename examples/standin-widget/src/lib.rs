//! A stand-in for Algomo's chat widget, shared by the examples and for development only.
//!
//! [`router`] serves two things. The script at [`SCRIPT_PATH`] reads `window.algomoSettings` as Algomo's loader does and
//! hands the token over; the handshake endpoint checks the token with the secret and answers who the visitor is. A page
//! loads the script *after* the settings:
//!
//! ```html
//! <script src="/algomo-standin.js" defer nonce="…"></script>
//! ```

use algomo_core::{VerifiedVisitor, VisitorAuth};
use axum::extract::rejection::JsonRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

/// Where [`router`] serves the script.
pub const SCRIPT_PATH: &str = "/algomo-standin.js";

/// Where the script hands the token over. It has this path written in it.
const HANDSHAKE_PATH: &str = "/algomo-standin/handshake";

/// Room for the longest token that the verifier looks at, 64 KiB. One of ordinary claims has a few hundred bytes.
const MAX_BODY_BYTES: usize = 72 * 1024;

/// The script, and the endpoint of its handshake: merge it into an example's own router.
pub fn router<S>(auth: VisitorAuth) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    Router::new()
        .route(SCRIPT_PATH, get(script))
        .route(HANDSHAKE_PATH, post(handshake))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .with_state(auth)
}

async fn script() -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, include_str!("widget.js"))
}

/// What the page carried, under the key it carried it in. A page never carries both, so both are refused.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Handshake {
    VisitorToken(String),
    AuthToken(String),
}

#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Known { ok: bool, claims: VerifiedVisitor },
    Refused { ok: bool, reason: String },
}

impl Answer {
    fn refused(reason: String) -> Self {
        Self::Refused { ok: false, reason }
    }
}

/// A refused token is a good answer to the question who the visitor is, hence 200: a browser logs any other status as an
/// error on the page's console.
async fn handshake(
    State(auth): State<VisitorAuth>,
    body: Result<Json<Handshake>, JsonRejection>,
) -> Response {
    let (status, answer) = match body {
        Ok(Json(Handshake::VisitorToken(token) | Handshake::AuthToken(token))) => {
            let answer = match auth.verify(&token) {
                Ok(claims) => Answer::Known { ok: true, claims },
                Err(error) => Answer::refused(error.to_string()),
            };
            (StatusCode::OK, answer)
        }
        Err(rejection) => (rejection.status(), Answer::refused(rejection.body_text())),
    };
    (status, [(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response()
}

#[cfg(test)]
mod tests;
