//! The wire contract: what is minted, what is accepted, what is refused.

mod bad_input;
mod delegation;
mod properties;
mod redaction;
mod settings;
mod support;
mod table;
mod tokens;
mod verify;
