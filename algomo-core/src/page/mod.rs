//! The page: the mint, and what it renders.

mod auth;
mod element;
mod env;
mod mint;
mod nonce;
mod settings;
mod widget;

#[cfg(feature = "verify")]
pub(crate) use self::auth::MAX_TTL;
pub use self::auth::VisitorAuth;
pub use self::mint::Mint;
pub(crate) use self::nonce::check_nonce;
pub use self::settings::Settings;
pub(crate) use self::widget::Widget;
