#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod extract;
mod future;
mod middleware;
mod script;

#[doc(no_inline)]
pub use algomo_core::http::CspNonce;

pub use self::extract::{Algomo, MissingMiddleware};
pub use self::future::ResponseFuture;
pub use self::middleware::{AlgomoMiddleware, AlgomoService};
pub use self::script::{ScriptRequest, settings_script};
