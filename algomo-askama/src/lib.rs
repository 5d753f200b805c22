#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

pub mod filters;
mod nonce;

#[doc(no_inline)]
pub use self::filters::{algomo_settings, algomo_token};
pub use self::nonce::Nonce;
