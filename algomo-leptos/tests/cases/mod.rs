//! What holds under axum and under Actix Web alike. `crate::web` asks the one or the other.

pub(crate) mod app;
mod head;
mod headers;
mod late;
mod never_minting;
mod privacy;
mod responses;
mod same_visitor;
mod static_pages;
mod user_kinds;
mod waiting;
