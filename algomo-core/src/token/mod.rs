//! The token: claims in, signed text out.

mod clock;
mod encoder;
mod fresh;
mod json;
mod minting;
mod payload;
mod secret;
mod signer;
mod wrapping;

pub(crate) use self::clock::Clock;
#[cfg(feature = "verify")]
pub(crate) use self::minting::MAX_LEN;
pub use self::minting::VisitorToken;
pub(crate) use self::minting::{check_length, mint, write_token};
pub(crate) use self::payload::Payload;
pub use self::secret::VisitorSecret;
pub(crate) use self::signer::Signer;
