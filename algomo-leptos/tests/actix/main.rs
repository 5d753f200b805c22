//! The component in real responses of `leptos_actix`.

#![forbid(unsafe_code)]

#[path = "../cases/mod.rs"]
mod cases;
#[path = "../common/mod.rs"]
mod common;
mod web;
