//! What the tests of the workspace share.

pub mod vectors;

/// The blocks of the workspace's `README.md`, compiled and run as doctests.
#[doc = include_str!("../../README.md")]
#[cfg(doctest)]
pub struct Readme;
