//! What all tests share: a mint, its users, and a record of the events of `tracing`.

#![allow(dead_code, reason = "each test binary uses its part")]

pub(crate) mod page;

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use algomo_core::{AlgomoVisitor, VisitorAuth, VisitorSecret};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

pub(crate) const SECRET: &str = "an-example-secret-of-over-32-bytes";
pub(crate) const WIDGET: &str = "64b26869eccc94a185db7f18";
pub(crate) const EMPTY: &str = "<script></script>";

#[derive(Clone, AlgomoVisitor, serde::Serialize, serde::Deserialize)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) name: String,
}

pub(crate) fn user(id: &str, name: &str) -> User {
    User { id: id.into(), name: name.into() }
}

#[expect(clippy::unnecessary_wraps, reason = "users and guests are of one type")]
pub(crate) fn ada() -> Option<User> {
    Some(user("u-1042", "Ada Lovelace"))
}

/// A user whom every mint refuses: the id is empty.
#[expect(clippy::unnecessary_wraps, reason = "users and guests are of one type")]
pub(crate) fn nobody() -> Option<User> {
    Some(User { id: String::new(), name: "Ada Lovelace".into() })
}

pub(crate) fn guest() -> Option<User> {
    None
}

/// A mint whose clock stands still, so that two tokens are equal.
pub(crate) fn auth() -> VisitorAuth {
    let secret = VisitorSecret::new(SECRET).expect("the secret is long enough");
    VisitorAuth::new(secret).with_clock(now)
}

pub(crate) fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_800_000_000)
}

/// Runs `action`, and returns what it returns and a line for each event meanwhile: the level, then all its fields.
pub(crate) fn listen<T>(action: impl FnOnce() -> T) -> (T, Vec<String>) {
    let recorder = Recorder::default();
    let lines = Arc::clone(&recorder.0);
    let outcome = tracing::subscriber::with_default(recorder, action);
    let lines = lines.lock().expect("no test panicked").clone();
    (outcome, lines)
}

#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<String>>>);

impl Subscriber for Recorder {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(format!("{} {}", event.metadata().level(), event.metadata().target()));
        event.record(&mut line);
        self.0.lock().expect("no test panicked").push(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").expect("a string takes everything");
    }
}

/// The one event that a refusal leaves.
pub(crate) fn assert_one_event(events: &[String], level: &str, reason: &str) {
    assert_eq!(events.len(), 1, "{events:?}");
    assert!(events[0].starts_with(&format!("{level} algomo_leptos")), "{events:?}");
    assert!(events[0].contains(reason), "{events:?}");
    for private in ["Ada", "Lovelace", "u-1042", SECRET] {
        assert!(!events[0].contains(private), "{events:?}");
    }
}
