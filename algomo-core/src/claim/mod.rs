//! What a field of a user may be: the traits behind the derive's type checks, one file each.

mod custom_data;
mod id;
mod strings;
mod text;

pub use self::custom_data::{CustomData, CustomDataClaim};
#[cfg(feature = "sign")]
pub(crate) use self::id::MAX_EXACT;
pub use self::id::{IdClaim, IdValue, OptionalIdClaim};
pub use self::text::TextClaim;
