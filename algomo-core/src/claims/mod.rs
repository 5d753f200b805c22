//! What a field of a user may be: the traits behind the derive's type checks, one file each.
//!
//! Every impl is kept out of the compiler's list of "other types that implement the trait" (`do_not_recommend`): the
//! message on the trait says in one sentence which types are accepted.

mod custom_data;
mod id;
mod strings;
mod text;

pub use self::custom_data::{CustomData, CustomDataClaim};
#[cfg(feature = "sign")]
pub(crate) use self::id::{INVISIBLE, MAX_EXACT};
pub use self::id::{IdClaim, IdValue, OptionalIdClaim};
pub use self::text::TextClaim;
