//! Guides to tasks that involve several items of this crate and its siblings.
//!
//! They exist in the documentation only. The package `tests/guide` of the repository compiles and runs their code, so that this
//! crate's own tests don't need the dependencies of the guides.

#[doc = include_str!("from_the_samples.md")]
pub mod from_the_samples {}

#[doc = include_str!("contracts.md")]
pub mod contracts {}

#[doc = include_str!("secrets.md")]
pub mod secrets {}

#[doc = include_str!("askama_layouts.md")]
pub mod askama_layouts {}

#[doc = include_str!("other_engines.md")]
pub mod other_engines {}

#[doc = include_str!("csp.md")]
pub mod csp {}

#[doc = include_str!("caching.md")]
pub mod caching {}

#[doc = include_str!("login_logout.md")]
pub mod login_logout {}

#[doc = include_str!("tenants.md")]
pub mod tenants {}

#[doc = include_str!("rotating_the_secret.md")]
pub mod rotating_the_secret {}

#[doc = include_str!("consent_managers.md")]
pub mod consent_managers {}

#[doc = include_str!("workers.md")]
pub mod workers {}

#[doc = include_str!("migrating_ids.md")]
pub mod migrating_ids {}

#[doc = include_str!("jsonwebtoken.md")]
pub mod jsonwebtoken {}

#[doc = include_str!("testing.md")]
pub mod testing {}

#[doc = include_str!("troubleshooting.md")]
pub mod troubleshooting {}

#[doc = include_str!("compile_errors.md")]
pub mod compile_errors {}
