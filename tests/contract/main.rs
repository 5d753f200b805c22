//! The wire contract: what is minted, what is accepted, what is refused.

mod bad_input;
mod claims;
mod contracts;
mod delegation;
mod page;
mod panics;
mod properties;
mod redaction;
mod response;
mod serialize;
mod support;
mod table;
mod tokens;
mod verify;
