//! The Askama filters, in templates as an application writes them.

mod errors;
mod forms;
mod mints;
mod places;
mod support;
mod token;
