//! A whole page in Askama: with our filter, with the script by hand, and with none.

use algomo_core::VisitorAuth;
use askama::Template;
use jsonwebtoken::EncodingKey;

use crate::users::{Four, User};
use crate::{by_hand, expiry};

/// A line of the page's list.
#[derive(Debug)]
pub struct Order {
    number: u32,
    what: &'static str,
    total: &'static str,
}

/// What the page shows.
pub const ORDERS: [Order; 4] = [
    Order { number: 2107, what: "Chainring 42 t, narrow-wide", total: "£68.00" },
    Order { number: 2101, what: "Bottom bracket, threaded × 2", total: "£54.50" },
    Order { number: 2094, what: "Brake pads, sintered × 10", total: "£121.00" },
    Order { number: 2088, what: "Rim tape, 21 mm × 20", total: "£39.00" },
];

/// With our filter.
#[derive(Debug, Template)]
#[template(path = "filter.html")]
pub struct WithFilter<'a> {
    /// Who is logged in.
    pub user: &'a Four,
    /// Ours.
    pub auth: &'a VisitorAuth,
    /// What the page shows.
    pub orders: &'a [Order],
}

/// With the script by hand.
#[derive(Debug, Template)]
#[template(path = "by_hand.html")]
pub struct ByHand<'a> {
    user: &'a Four,
    token: String,
    orders: &'a [Order],
}

impl<'a> ByHand<'a> {
    /// Makes the token as [`by_hand::settings_with_care`] does.
    pub fn new(user: &'a Four, key: &EncodingKey) -> Self {
        Self { user, token: by_hand::token(user, expiry(), key), orders: &ORDERS }
    }
}

/// Without a script.
#[derive(Debug, Template)]
#[template(path = "page.html")]
pub struct Without<'a> {
    /// Who is logged in.
    pub user: &'a Four,
    /// What the page shows.
    pub orders: &'a [Order],
}

/// Renders into a fresh `String`.
///
/// # Panics
///
/// Never: the clock is right, and the id is not empty.
pub fn render(page: &impl Template) -> String {
    page.render().expect("it renders")
}

impl Four {
    /// For the templates.
    pub fn display_name(&self) -> &str {
        self.name()
    }
}
