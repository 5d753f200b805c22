//! The wire contract: what is minted, what is accepted, what is refused.

mod bad_input;
mod properties;
mod redaction;
mod settings;
mod tokens;
mod verify;
