//! The visitors and the mints.

use std::time::{Duration, SystemTime};

use algomo_core::{AlgomoVisitor, VisitorAuth, VisitorSecret};

/// A host with a mint.
pub const A: &str = "a.example";

/// A host with another mint.
pub const B: &str = "b.example";

/// A host whose tenant does not use Algomo.
pub const NEITHER: &str = "c.example";

/// A host whose mint is disabled. It loads a widget all the same.
pub const DISABLED: &str = "d.example";

/// Who asks for a page.
#[derive(Clone, Copy, Debug)]
pub enum Who {
    /// Nobody is logged in.
    Guest,
    /// The member of this id.
    Member(u32),
    /// A member whose id identifies nobody, which is an error of the app.
    Blank,
}

/// A user of the app.
#[derive(Clone, Debug, AlgomoVisitor)]
pub struct User {
    id: String,
    name: String,
}

impl Who {
    /// The user, or `None` for a guest.
    pub fn user(self) -> Option<User> {
        match self {
            Self::Guest => None,
            Self::Member(id) => Some(User { id: id.to_string(), name: format!("Member {id}") }),
            Self::Blank => Some(User { id: String::new(), name: "Blank".into() }),
        }
    }
}

/// The mint of a host, at a fixed time, so that the same user has the same token in the app and in the table.
pub fn auth(host: &str) -> VisitorAuth {
    auth_of_host(host).expect("a host with a mint")
}

/// The mint of a host, if it has one. Those of [`A`] and [`DISABLED`] load a widget, that of [`B`] does not.
pub fn auth_of_host(host: &str) -> Option<VisitorAuth> {
    let with_widget =
        |auth: VisitorAuth| auth.with_widget_id("0123456789abcdef01234567").expect("a widget id");
    let secret = match host {
        DISABLED => return Some(with_widget(VisitorAuth::disabled())),
        A => "the secret of host A, over 32 bytes long",
        B => "the secret of host B, over 32 bytes long",
        _ => return None,
    };
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(4_102_444_770);
    let auth = VisitorAuth::new(VisitorSecret::new(secret).expect("long enough"));
    let auth = auth.with_clock(move || now);
    if host == A {
        return Some(with_widget(auth));
    }
    Some(auth)
}
