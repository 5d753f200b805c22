//! Guides: how to reach a goal with several items of this crate and its siblings.
//!
//! They are compiled with the documentation only. Their code is compiled and run by the package `tests/guide` of the repository,
//! so that this crate's own tests don't need what the guides use.

#[doc = include_str!("jsonwebtoken.md")]
pub mod jsonwebtoken {}
