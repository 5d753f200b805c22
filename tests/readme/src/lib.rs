//! The repository's README. Each code block is compiled as a documentation test.

#[doc = include_str!("../../../README.md")]
#[cfg(doctest)]
pub mod readme {}
