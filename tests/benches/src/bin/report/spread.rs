//! A figure over several rounds: the median, and from the lowest to the highest.

use core::fmt;

/// Nanoseconds.
pub(crate) struct Time(Vec<f64>);

/// How many times as long.
pub(crate) struct Ratio(Vec<f64>);

impl Time {
    pub(crate) fn new(mut rounds: Vec<f64>) -> Self {
        rounds.sort_by(f64::total_cmp);
        Self(rounds)
    }
}

impl Ratio {
    pub(crate) fn new(mut rounds: Vec<f64>) -> Self {
        rounds.sort_by(f64::total_cmp);
        Self(rounds)
    }

    pub(crate) fn median(&self) -> f64 {
        self.0[self.0.len() / 2]
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(rounds) = self;
        let (low, median, high) = (rounds[0], rounds[rounds.len() / 2], rounds[rounds.len() - 1]);
        // In the unit of the median, with three digits or more.
        let (scale, unit, digits) = match median {
            ..1e3 => (1.0, "ns", 0),
            ..1e4 => (1e3, "µs", 2),
            ..1e6 => (1e3, "µs", 1),
            _ => (1e6, "ms", 2),
        };
        let [low, median, high] = [low, median, high].map(|time| time / scale);
        write!(f, "{median:.digits$} {unit} ({low:.digits$}–{high:.digits$})")
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(rounds) = self;
        write!(f, "{:.2} ({:.2}–{:.2})", self.median(), rounds[0], rounds[rounds.len() - 1])
    }
}
