// The README's example needs the default features.
#![cfg_attr(all(feature = "derive", feature = "sign"), doc = include_str!("../README.md"))]
#![cfg_attr(
    not(all(feature = "derive", feature = "sign")),
    doc = "Visitor authentication for the Algomo chat widget."
)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

#[doc(hidden)]
pub mod __private;
#[cfg(feature = "sign")]
mod auth;
mod claim;
#[cfg(feature = "sign")]
mod clock;
mod contract;
#[cfg(feature = "sign")]
mod encoder;
#[cfg(feature = "sign")]
mod error;
#[cfg(feature = "sign")]
mod fresh;
pub mod http;
#[cfg(feature = "sign")]
mod json;
#[cfg(feature = "sign")]
mod secret;
#[cfg(feature = "sign")]
mod settings;
#[cfg(feature = "sign")]
mod signer;
#[cfg(feature = "sign")]
mod token;
#[cfg(feature = "verify")]
mod verify;
mod visitor;

#[cfg(feature = "derive")]
pub use algomo_derive::AlgomoVisitor;

#[cfg(feature = "sign")]
pub use self::auth::VisitorAuth;
pub use self::claim::{CustomData, CustomDataClaim, IdClaim, IdValue, OptionalIdClaim, TextClaim};
pub use self::contract::Contract;
#[cfg(feature = "sign")]
pub use self::error::Error;
#[cfg(feature = "sign")]
pub use self::secret::VisitorSecret;
#[cfg(feature = "sign")]
pub use self::settings::Settings;
#[cfg(feature = "sign")]
pub use self::signer::Hs256Signer;
#[cfg(feature = "sign")]
pub use self::token::VisitorToken;
#[cfg(feature = "verify")]
pub use self::verify::{VerifiedId, VerifiedVisitor, VerifyError};
pub use self::visitor::{AlgomoVisitor, Visitor};
