//! Apps on Actix Web, asked without a network.

mod changing;
mod common;
mod faults;
mod order;
mod redaction;
mod stream;
mod table;
