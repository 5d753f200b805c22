//! A figure over several rounds, with its spread.

use core::fmt;

/// The fastest sample of each round, in nanoseconds, from the lowest to the highest.
pub(crate) struct Time(Vec<f64>);

impl Time {
    pub(crate) fn new(mut rounds: Vec<f64>) -> Self {
        rounds.sort_by(f64::total_cmp);
        Self(rounds)
    }

    /// The lowest: whatever else a machine does makes a sample slower, never faster.
    pub(crate) fn lowest(&self) -> f64 {
        self.0[0]
    }
}

/// The lowest, and the median of the rounds.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (lowest, median) = (self.lowest(), self.0[self.0.len() / 2]);
        let (scale, unit, digits) = match lowest {
            ..1e3 => (1.0, "ns", 0),
            ..1e4 => (1e3, "µs", 2),
            _ => (1e3, "µs", 1),
        };
        let [lowest, median] = [lowest, median].map(|time| time / scale);
        write!(f, "{lowest:.digits$} {unit} ({median:.digits$})")
    }
}

/// How many times as long one takes as another.
pub(crate) struct Ratio {
    of_lowest: f64,
    /// Of each round for itself, from the lowest to the highest.
    rounds: Vec<f64>,
}

impl Ratio {
    pub(crate) fn new(one: &[f64], other: &[f64]) -> Self {
        let mut rounds: Vec<_> = one.iter().zip(other).map(|(one, other)| one / other).collect();
        rounds.sort_by(f64::total_cmp);
        let lowest = |times: &[f64]| Time::new(times.to_vec()).lowest();
        Self { of_lowest: lowest(one) / lowest(other), rounds }
    }

    pub(crate) fn of_lowest(&self) -> f64 {
        self.of_lowest
    }
}

/// The ratio of the lowest, and between which the middle half of the rounds' own ratios lies.
impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quarter = self.rounds.len() / 4;
        let (low, high) = (self.rounds[quarter], self.rounds[self.rounds.len() - 1 - quarter]);
        write!(f, "{:.2} ({low:.2}–{high:.2})", self.of_lowest)
    }
}
