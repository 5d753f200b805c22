//! The guides of `algomo_core::guide`. Each code block is compiled and run as a documentation test.

/// `algomo_core::guide::jsonwebtoken`.
#[doc = include_str!("../../../algomo-core/src/guide/jsonwebtoken.md")]
#[cfg(doctest)]
pub struct Jsonwebtoken;
