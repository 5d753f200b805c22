//! The time of day.

use core::time::Duration;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::error::Error;

#[derive(Clone)]
pub(crate) enum Clock {
    System,
    Injected(Arc<dyn Fn() -> SystemTime + Send + Sync>),
}

impl Clock {
    /// The time since 1970.
    pub(crate) fn now(&self) -> Result<Duration, Error> {
        let now = match self {
            Self::System => system_time()?,
            Self::Injected(clock) => clock(),
        };
        now.duration_since(UNIX_EPOCH).map_err(|_| Error::ClockOutOfRange)
    }
}

/// `SystemTime::now` panics on the wasm target that knows no operating system.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
fn system_time() -> Result<SystemTime, Error> {
    Err(Error::ClockMissing)
}

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
#[expect(clippy::unnecessary_wraps, reason = "the other target's twin fails")]
fn system_time() -> Result<SystemTime, Error> {
    Ok(SystemTime::now())
}
