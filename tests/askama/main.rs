//! The Askama filters, in templates as an application writes them.

mod errors;
mod forms;
mod places;
mod support;
mod token;
mod values;
