//! Apps on axum, asked without a network.

mod common;
mod faults;
mod order;
mod stream;
mod table;
