//! A mint whose clock and secret change while an app uses it, and users who change with each request: whatever a layer, an
//! extractor or a response keeps for too long is another user's token, or one of another time.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use algomo_core::{VisitorAuth, VisitorSecret};

use crate::Answer;

/// What changes.
#[derive(Clone, Debug)]
pub struct Changing(Arc<Mutex<Moment>>);

/// The state of an app at one moment: the clock, the secret, and who asks.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    now: SystemTime,
    /// When a token expires that is minted now, or `None` where the clock makes that impossible.
    exp: Option<u64>,
    secret: &'static str,
    /// The id of the member who asks.
    pub id: u32,
}

const NOW: u64 = 1_900_000_000;
const FIRST: &str = "the first secret, over 32 bytes long";
const SECOND: &str = "the second secret, over 32 bytes long";

/// The moments, one after the other: the clock stands still, goes on by a second, jumps ahead, back, to before 1970 and to a year
/// that no token can name; the secret is renewed; the member is another one and the same again.
pub fn moments() -> Vec<Moment> {
    let at = |seconds: u64| (UNIX_EPOCH + Duration::from_secs(seconds), Some(seconds + 30));
    let before_1970 = (UNIX_EPOCH - Duration::from_nanos(1), None);
    let too_late = (UNIX_EPOCH + Duration::from_secs(1 << 53), None);
    [
        (at(NOW), FIRST, 1),
        (at(NOW), FIRST, 2),
        (at(NOW + 1), FIRST, 2),
        (at(NOW + 86_400), FIRST, 1),
        (at(NOW - 86_400), FIRST, 1),
        (before_1970, FIRST, 1),
        (at(0), FIRST, 3),
        (too_late, FIRST, 3),
        (at(NOW), SECOND, 1),
        (at(NOW), SECOND, 2),
        (at(NOW), FIRST, 2),
    ]
    .map(|((now, exp), secret, id)| Moment { now, exp, secret, id })
    .into()
}

impl Default for Changing {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(moments()[0])))
    }
}

impl Changing {
    fn moment(&self) -> Moment {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Goes on to this moment.
    pub fn set(&self, moment: Moment) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = moment;
    }

    /// A mint of the present secret, which follows the clock.
    pub fn auth(&self) -> VisitorAuth {
        let this = self.clone();
        mint(self.moment().secret).with_clock(move || this.moment().now)
    }
}

impl Moment {
    /// Whether the secret is the one with which an app starts.
    pub fn has_first_secret(&self) -> bool {
        self.secret == FIRST
    }

    /// Asserts that the answer has one token, which is this member's and was minted now; or none, where there can be none.
    pub fn check(&self, answer: &Answer) {
        let tokens: Vec<_> = tokens(&answer.body).collect();
        let Some(exp) = self.exp else {
            assert_eq!(tokens, [""; 0], "{self:?}");
            return;
        };
        let [token] = tokens[..] else { panic!("{self:?}: one token is expected in {answer:?}") };
        let now = self.now;
        let visitor = mint(self.secret).with_clock(move || now).verify(token);
        let visitor = visitor.unwrap_or_else(|error| panic!("{self:?}: {error}"));
        assert_eq!(visitor.id().to_string(), self.id.to_string(), "{self:?}");
        assert_eq!(visitor.name(), Some(&*format!("Member {}", self.id)), "{self:?}");
        assert_eq!(format!("{}", visitor.expires_at()), exp.to_string(), "{self:?}");
        assert_eq!(answer.header("cache-control").as_deref(), Some("private, no-store"));
    }
}

fn mint(secret: &str) -> VisitorAuth {
    VisitorAuth::new(VisitorSecret::new(secret).expect("long enough"))
}

/// Whatever in a text begins like a token, up to where none goes on.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let is_other =
        |character: char| !character.is_ascii_alphanumeric() && !"-_.".contains(character);
    let starts = text.match_indices("eyJ0eXAi").map(|(start, _)| &text[start..]);
    starts.map(move |rest| rest.split(is_other).next().unwrap_or_default())
}
