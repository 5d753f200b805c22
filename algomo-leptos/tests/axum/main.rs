//! The component in real responses of `leptos_axum`.

#![forbid(unsafe_code)]

#[path = "../cases/mod.rs"]
mod cases;
#[path = "../common/mod.rs"]
mod common;
mod server_functions;
mod web;
