//! The rounds of one binary, read from divan's tree.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::spread::{Ratio, Time};

/// The fastest sample of each benchmark in nanoseconds, one for each round. A sample is the mean of several calls.
pub(crate) struct Rounds(BTreeMap<String, Vec<f64>>);

impl Rounds {
    /// Reads `binary.1.txt`, `binary.2.txt` and so on.
    pub(crate) fn read(directory: &Path, binary: &str) -> Self {
        let mut samples = BTreeMap::<_, Vec<_>>::new();
        for round in 1.. {
            let path = directory.join(format!("{binary}.{round}.txt"));
            let Ok(text) = fs::read_to_string(path) else { break };
            for (name, fastest) in read_tree(&text) {
                samples.entry(name).or_default().push(fastest);
            }
        }
        Self(samples)
    }

    /// The benchmarks in this group.
    pub(crate) fn keys_of(&self, group: &str) -> Vec<String> {
        self.0.keys().filter(|key| key.starts_with(group)).cloned().collect()
    }

    pub(crate) fn time(&self, key: &str) -> Time {
        Time::new(self.samples(key).to_vec())
    }

    pub(crate) fn ratio(&self, key: &str, base: &str) -> Ratio {
        Ratio::new(self.samples(key), self.samples(base))
    }

    fn samples(&self, key: &str) -> &[f64] {
        self.0.get(key).unwrap_or_else(|| panic!("no benchmark is called {key}"))
    }
}

/// The names, joined with slashes below the two outermost levels, and the fastest samples.
fn read_tree(text: &str) -> Vec<(String, f64)> {
    let mut path = Vec::<&str>::new();
    let mut found = Vec::new();
    for line in text.lines() {
        let row = line.trim_start_matches(['│', '├', '╰', '─', ' ']);
        let depth = (line.chars().count() - row.chars().count()) / 3;
        let mut columns = row.split('│');
        let Some((name, fastest)) =
            columns.next().map(|first| first.split_once(' ').unwrap_or((first, "")))
        else {
            continue;
        };
        path.truncate(depth);
        path.push(name);
        if let Some(fastest) = nanoseconds(fastest) {
            found.push((path[2..].join("/"), fastest));
        }
    }
    found
}

fn nanoseconds(column: &str) -> Option<f64> {
    let (number, unit) = column.trim().split_once(' ')?;
    let scale = match unit {
        "ps" => 1e-3,
        "ns" => 1.0,
        "µs" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * scale)
}
