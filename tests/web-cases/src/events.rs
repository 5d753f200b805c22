//! What the crates log.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use tracing::subscriber::DefaultGuard;
use tracing_subscriber::fmt::MakeWriter;

/// The text of the events of this thread.
#[derive(Clone, Debug, Default)]
pub struct Events(Arc<Mutex<Vec<u8>>>);

impl Events {
    /// Records until the guard is dropped.
    pub fn record() -> (Self, DefaultGuard) {
        let events = Self::default();
        let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(events.clone());
        (events, tracing::subscriber::set_default(subscriber.finish()))
    }

    /// What was recorded so far.
    pub fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Write for Events {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Events {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
