//! A stand-in for Algomo's chat widget, shared by the examples and for development only.
//!
//! It has two routes, which `axum::router` and `actix::configure` add to an app. The script at [`SCRIPT_PATH`] reads
//! `window.algomoSettings` as Algomo's loader does and hands the token over. The handshake checks the token with the secret
//! and returns who the visitor is.
//!
//! An app loads it in place of Algomo's widget by setting the loader's address. The page does not change:
//!
//! ```
//! # use algomo_core::{VisitorAuth, VisitorSecret};
//! # let secret = VisitorSecret::new("an-example-secret-of-over-32-bytes")?;
//! let auth = VisitorAuth::new(secret)
//!     .with_widget_id(standin_widget::WIDGET_ID)?
//!     .with_loader_url(standin_widget::SCRIPT_PATH)?;
//! # Ok::<(), algomo_core::Error>(())
//! ```

#[cfg(feature = "actix")]
pub mod actix;
#[cfg(feature = "axum")]
pub mod axum;
#[cfg(feature = "axum")]
pub use self::axum::router;

use algomo_core::{VerifiedVisitor, VisitorAuth};
use serde::{Deserialize, Serialize};

/// Where the script is served.
pub const SCRIPT_PATH: &str = "/algomo-standin.js";

/// An id in the form of Algomo's, which stands for no widget.
pub const WIDGET_ID: &str = "000000000000000000000000";

/// Where the script hands the token over. It has this path written in it.
pub const HANDSHAKE_PATH: &str = "/algomo-standin/handshake";

/// Room for the longest token that the verifier looks at, 64 KiB. One of ordinary claims has a few hundred bytes.
pub const MAX_BODY_BYTES: usize = 72 * 1024;

/// A response, whatever the framework.
#[derive(Debug)]
struct Answer {
    status: u16,
    headers: &'static [(&'static str, &'static str)],
    body: Vec<u8>,
}

fn script() -> Answer {
    Answer {
        status: 200,
        headers: &[
            ("content-type", "text/javascript; charset=utf-8"),
            ("cache-control", "no-cache"),
            ("x-content-type-options", "nosniff"),
        ],
        body: include_bytes!("widget.js").into(),
    }
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
enum Outcome {
    Known { ok: bool, claims: Box<VerifiedVisitor> },
    Refused { ok: bool, reason: String },
}

/// Checks the token in a handshake. A refused token also answers who the visitor is, hence status 200: a browser logs any other
/// status as an error on the page's console.
fn handshake(auth: &VisitorAuth, body: &[u8]) -> Answer {
    match serde_json::from_slice(body) {
        Ok(Handshake::VisitorToken(token) | Handshake::AuthToken(token)) => json(
            200,
            &match auth.verify(&token) {
                Ok(claims) => Outcome::Known { ok: true, claims: Box::new(claims) },
                Err(error) => Outcome::Refused { ok: false, reason: error.to_string() },
            },
        ),
        Err(error) => refused(400, error.to_string()),
    }
}

/// The response to a request that is not a handshake.
fn refused(status: u16, reason: String) -> Answer {
    json(status, &Outcome::Refused { ok: false, reason })
}

fn json(status: u16, outcome: &Outcome) -> Answer {
    Answer {
        status,
        headers: &[("content-type", "application/json"), ("cache-control", "no-store")],
        body: serde_json::to_vec(outcome).unwrap_or_default(),
    }
}
