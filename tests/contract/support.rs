//! What these tests share: one secret and one time, tokens put together by hand, and users with given claims.

use std::fmt;

use algomo_core::http::{ResponseMark, ResponseMint, ScriptAnswer, ScriptVisitor};
use algomo_core::{AlgomoVisitor, Contract, Error, Visitor, VisitorAuth, VisitorSecret};
use algomo_tests::vectors;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac_sha256::{HMAC, Hash};
use serde_json::Value;

/// The secret of most of the vectors.
pub(crate) const SECRET: &str = "algomo-golden-secret-0123456789abcdef";

/// When [`auth`] mints, in seconds since 1970.
pub(crate) const NOW: u64 = EXP - 30;

/// When its tokens expire. All the vectors that are not about time have this `exp`.
pub(crate) const EXP: u64 = 4_102_444_800;

/// The header of our own tokens.
pub(crate) const HEADER: &str = r#"{"typ":"JWT","alg":"HS256"}"#;

/// The largest integer that JavaScript holds exactly.
pub(crate) const MAX_EXACT: u64 = (1 << 53) - 1;

/// Mints and verifies with [`SECRET`] at [`NOW`].
pub(crate) fn auth() -> VisitorAuth {
    auth_at(NOW)
}

/// Mints and verifies with [`SECRET`] at `now`.
pub(crate) fn auth_at(now: u64) -> VisitorAuth {
    vectors::mint_at(VisitorSecret::new(SECRET).expect("a secret"), now)
}

/// Signs a header and a payload with [`SECRET`], whatever they are. The HMAC is that of the crate `hmac-sha256`, which shares
/// no code with ours.
pub(crate) fn sign(header: impl AsRef<[u8]>, payload: impl AsRef<[u8]>) -> String {
    sign_message(&format!("{}.{}", encode(header), encode(payload)))
}

/// Signs with [`SECRET`] what stands before a signature.
pub(crate) fn sign_message(message: &str) -> String {
    format!("{message}.{}", encode(HMAC::mac(message, SECRET)))
}

/// The SHA-256 of the crate `hmac-sha256`, which shares no code with ours.
pub(crate) fn sha256(text: &str) -> [u8; 32] {
    Hash::hash(text.as_bytes())
}

/// Base64url without padding.
pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of base64url without padding.
pub(crate) fn decode(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).expect("base64url without padding")
}

/// Header, payload and signature of a token, still encoded.
pub(crate) fn parts(token: &str) -> [&str; 3] {
    let parts: Vec<_> = token.split('.').collect();
    parts.try_into().expect("three parts")
}

/// The payload's text.
pub(crate) fn payload_text(token: &str) -> String {
    String::from_utf8(decode(parts(token)[1])).expect("UTF-8")
}

/// The payload as a JSON reader sees it.
pub(crate) fn payload(token: &str) -> Value {
    serde_json::from_str(&payload_text(token)).expect("JSON")
}

/// The user's token.
pub(crate) fn mint<V: AlgomoVisitor + ?Sized>(auth: &VisitorAuth, user: &V) -> String {
    auth.token(user).expect("no error").expect("a visitor").as_str().to_owned()
}

/// A way from a user to what is sent.
pub(crate) type Way = fn(&VisitorAuth, &dyn AlgomoVisitor) -> Result<String, Error>;

/// All ways from a user to what is sent.
pub(crate) const WAYS: [(&str, Way); 6] = [
    ("the token", |auth, user| Ok(auth.token(user)?.map_or_else(String::new, String::from))),
    ("the settings", |auth, user| auth.settings(user).map(String::from)),
    ("the settings, written", |auth, user| {
        let mut html = String::new();
        auth.write_settings(user, None, &mut html).map(|_| html)
    }),
    ("a response's token", |auth, user| {
        Ok(response(auth).token(user)?.map_or_else(String::new, String::from))
    }),
    ("a response's settings", |auth, user| response(auth).settings(user).map(String::from)),
    ("the settings script", |auth, user| {
        let visitor = ScriptVisitor::Known(user);
        ScriptAnswer::new(&response(auth), &visitor).map(ScriptAnswer::into_body)
    }),
];

fn response(auth: &VisitorAuth) -> ResponseMint {
    ResponseMint::new(ResponseMark::new()).with_auth(Some(auth.clone()))
}

/// A user with these claims, whose type declares no contract.
#[derive(Clone)]
pub(crate) struct Known<'a>(pub(crate) Visitor<'a>);

impl AlgomoVisitor for Known<'_> {
    fn visitor(&self) -> Option<Visitor<'_>> {
        Some(self.0.clone())
    }
}

/// A user with these claims, whose type declares the contract `auth-token`.
#[derive(Clone)]
pub(crate) struct Current<'a>(pub(crate) Visitor<'a>);

impl AlgomoVisitor for Current<'_> {
    fn visitor(&self) -> Option<Visitor<'_>> {
        Some(self.0.clone().contract(Contract::AuthToken))
    }
}

/// A logged-out user.
pub(crate) const NOBODY: Option<Visitor<'static>> = None;

/// A writer that must not be written to.
#[derive(Debug)]
pub(crate) struct Untouchable;

impl fmt::Write for Untouchable {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        panic!("{} bytes were written", text.len());
    }
}

/// A writer that takes so many bytes, and then fails.
#[derive(Debug)]
pub(crate) struct Limited {
    pub(crate) written: String,
    limit: usize,
}

impl Limited {
    pub(crate) fn to(limit: usize) -> Self {
        Self { written: String::new(), limit }
    }
}

impl fmt::Write for Limited {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            if self.written.len() + character.len_utf8() > self.limit {
                return Err(fmt::Error);
            }
            self.written.push(character);
        }
        Ok(())
    }
}
