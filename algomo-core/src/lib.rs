// The README's example needs the default features.
#![cfg_attr(all(feature = "derive", feature = "sign"), doc = include_str!("../README.md"))]
#![cfg_attr(
    not(all(feature = "derive", feature = "sign")),
    doc = "Visitor authentication for the Algomo chat widget."
)]
// Where the integration crates' pages link to, if they are built without this crate's.
#![doc(html_root_url = "https://docs.rs/algomo-core/latest")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod claims;
mod contract;
mod error;
#[cfg(all(doc, not(doctest)))]
pub mod guide;
pub mod http;
#[cfg(feature = "sign")]
mod page;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "sign")]
mod token;
#[cfg(feature = "verify")]
mod verify;
mod visitor;

// Hidden here instead of at the module, so that the compiler's messages name its traits without this path.
#[doc(hidden)]
pub use self::visitor::derive as __private;
#[cfg(feature = "derive")]
pub use algomo_derive::AlgomoVisitor;

pub use self::claims::{CustomData, CustomDataClaim, IdClaim, IdValue, OptionalIdClaim, TextClaim};
pub use self::contract::Contract;
pub use self::error::Error;
#[cfg(feature = "sign")]
pub use self::page::{Mint, Settings, VisitorAuth};
#[cfg(feature = "sign")]
pub use self::token::{VisitorSecret, VisitorToken};
#[cfg(feature = "verify")]
pub use self::verify::{VerifiedVisitor, VerifyError};
pub use self::visitor::{AlgomoVisitor, Visitor};
