//! A strict verifier, for an application's own tests and for a stand-in of the widget.

mod claims;
mod error;
mod json;
mod verifier;

pub use self::claims::VerifiedVisitor;
pub use self::error::VerifyError;
