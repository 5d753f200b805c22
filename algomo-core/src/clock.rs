//! The time of day, in the whole seconds that a token counts.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

#[cfg(target_os = "linux")]
use nix::time::{ClockId, clock_gettime};

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
            Self::System => seconds_of(SystemTime::now()),
            Self::Injected(clock) => seconds_of(clock()),
        }
    }

    /// The same, up to 10 ms late at the turn of a second: from the clock that the kernel moves on at its ticks, where there is
    /// one. The exact clock reads the processor's counter, which takes a tenth of the time of a whole token.
    pub(crate) fn coarse_seconds(&self) -> Result<u64, Error> {
        #[cfg(target_os = "linux")]
        if matches!(self, Self::System)
            && let Ok(now) = clock_gettime(ClockId::CLOCK_REALTIME_COARSE)
            && let Ok(seconds) = now.tv_sec().try_into()
        {
            return Ok(seconds);
        }
        self.seconds()
    }
}

fn seconds_of(time: SystemTime) -> Result<u64, Error> {
    let since_epoch = time.duration_since(UNIX_EPOCH).map_err(|_| Error::ClockOutOfRange)?;
    Ok(since_epoch.as_secs())
}
