//! The time of day, in the whole seconds that a token counts.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::error::Error;

#[derive(Clone)]
pub(crate) enum Clock {
    System,
    Injected(Arc<dyn Fn() -> SystemTime + Send + Sync>),
}

impl Clock {
    /// Whole seconds since 1970.
    pub(crate) fn seconds(&self) -> Result<u64, Error> {
        match self {
            Self::System => system_seconds(),
            Self::Injected(clock) => seconds_of(clock()),
        }
    }
}

/// From the clock that the kernel moves on at its ticks, every 1 to 10 ms (`CLOCK_REALTIME_COARSE` in `clock_gettime(2)`). The
/// exact one reads the processor's counter, which takes a tenth of the time of a whole token, and tokens count in seconds.
#[cfg(target_os = "linux")]
fn system_seconds() -> Result<u64, Error> {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::RealtimeCoarse);
    u64::try_from(now.tv_sec).map_err(|_| Error::ClockOutOfRange)
}

#[cfg(not(target_os = "linux"))]
fn system_seconds() -> Result<u64, Error> {
    seconds_of(SystemTime::now())
}

fn seconds_of(time: SystemTime) -> Result<u64, Error> {
    let since_epoch = time.duration_since(UNIX_EPOCH).map_err(|_| Error::ClockOutOfRange)?;
    Ok(since_epoch.as_secs())
}
