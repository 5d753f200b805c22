//! What the benchmarks share: the users, and the ways in which each of them gets into a page.
//!
//! Every way yields the same payload, which the benchmarks check first. `floor` is what a person could write by hand with
//! everything known in advance, `by_hand` is what Algomo's documentation shows, and `peers` are the other crates.
#![cfg(feature = "floor")]

#[cfg(feature = "contest")]
pub mod by_hand;
pub mod floor;
#[cfg(feature = "contest")]
pub mod pages;
#[cfg(feature = "contest")]
pub mod peers;
pub mod users;

use std::time::{SystemTime, UNIX_EPOCH};

use algomo_core::{VisitorAuth, VisitorSecret};

/// The secret of every way.
pub const SECRET: &str = "an-example-secret-of-over-32-bytes";

/// How much room a page of ours gets that is written into a fresh `String`.
pub const ROOM: usize = 512;

/// The life of every token, in seconds.
pub const TTL: u64 = 30;

/// Ours.
///
/// # Panics
///
/// Never: the secret is long enough.
pub fn auth() -> VisitorAuth {
    VisitorAuth::new(VisitorSecret::new(SECRET).expect("the secret is long enough"))
}

/// The `exp` of a token that is made now.
///
/// # Panics
///
/// When the system's clock stands before 1970.
#[inline]
pub fn expiry() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is right");
    now.as_secs() + TTL
}
