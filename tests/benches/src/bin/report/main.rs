//! Reads what divan printed in several rounds, and prints the tables of `BENCHMARKS.md`.
//!
//! Usage: `report DIRECTORY`, with `rust_crypto.1.txt`, `aws_lc_rs.1.txt` and so on, and `allocations.txt`, in it.

mod rounds;
mod spread;

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};

use rounds::Rounds;

/// What the names of the benchmarks stand for.
const WAYS: [(&str, &str); 9] = [
    ("floor", "the floor"),
    ("settings", "**`settings` to a fresh `String`**"),
    ("write_settings", "**`write_settings` into a reused `String`**"),
    ("token", "**`token` alone**"),
    ("as_documented", "by hand, as documented"),
    ("with_care", "by hand, key kept, claims borrowed"),
    ("encode", "`jsonwebtoken::encode` alone"),
    ("jwt_simple", "`jwt-simple`, token alone"),
    ("jwt", "`jwt`, token alone"),
];

/// The ways that differ by the backend of `jsonwebtoken`.
const BY_BACKEND: [&str; 3] = ["as_documented", "with_care", "encode"];

const USUAL: &str = "Four/plain-10";

struct Report {
    rust_crypto: Rounds,
    aws_lc_rs: Rounds,
    /// How many there were, and of how many bytes.
    allocations: BTreeMap<String, (u64, u64)>,
}

fn main() {
    let directory = env::args().nth(1).expect("usage: report DIRECTORY");
    let directory = Path::new(&directory);
    let report = Report {
        rust_crypto: Rounds::read(directory, "rust_crypto"),
        aws_lc_rs: Rounds::read(directory, "aws_lc_rs"),
        allocations: read_allocations(directory),
    };
    report.print_goals();
    report.print_ways();
    report.print_inputs(
        "Claims, with a name of ten bytes",
        "claims",
        &["Two", "Four", "Six"].map(|claims| (claims.to_lowercase(), format!("{claims}/plain-10"))),
    );
    let names = ["plain", "escapes"].into_iter().flat_map(|kind| {
        ["10", "100", "1000", "10000"]
            .map(|bytes| (format!("{bytes} B, {kind}"), format!("Four/{kind}-{bytes}")))
    });
    report.print_inputs("Names, with four claims", "name", &names.collect::<Vec<_>>());
    report.print_pages();
    report.print_threads();
}

fn read_allocations(directory: &Path) -> BTreeMap<String, (u64, u64)> {
    let text = fs::read_to_string(directory.join("allocations.txt")).expect("the allocations");
    text.lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            let name = words.next()?.to_owned();
            Some((name, (words.next()?.parse().ok()?, words.next()?.parse().ok()?)))
        })
        .collect()
}

impl Report {
    /// The rounds of each backend that matters to a way.
    fn backends(&self, way: &str) -> Vec<(&Rounds, &'static str)> {
        if BY_BACKEND.contains(&way) {
            vec![(&self.rust_crypto, ", rust_crypto"), (&self.aws_lc_rs, ", aws_lc_rs")]
        } else {
            vec![(&self.rust_crypto, "")]
        }
    }

    fn print_goals(&self) {
        let settings = format!("settings/{USUAL}");
        let of_floor = self.rust_crypto.ratio(&settings, &format!("floor/{USUAL}"));
        let by_hand = self.faster_backend(&format!("as_documented/{USUAL}"), &settings);
        let encode = self.faster_backend(&format!("encode/{USUAL}"), &settings);
        println!("| for a user of four claims, a name of ten bytes | goal | measured |");
        println!("| --- | --- | --- |");
        println!("| `settings` to a fresh `String`, of the floor | at most 1.2 | {of_floor} |");
        println!("| the script by hand, as documented, of `settings` | at least 2.5 | {by_hand} |");
        println!("| `encode` alone, of `settings` | at least 1.9 | {encode} |");
        println!("| allocations, fresh | at most 2 | {} |", self.allocations["settings"].0);
        println!("| allocations, reused | 0 | {} |", self.allocations["write_settings"].0);
        let threads = self.rust_crypto.keys_of("shared_by_threads");
        if let Some(all) = threads.last() {
            let slower = self.rust_crypto.ratio(all, &threads[0]);
            println!("| `settings` on every core at once, of one core's | 1 | {slower} |");
        }
        println!("\nBoth peers with their faster backend.\n");
    }

    fn print_ways(&self) {
        println!("### A user of four claims, a name of ten bytes\n");
        println!("| way | time | of the floor | of `settings` | allocations |");
        println!("| --- | --- | --- | --- | --- |");
        for (way, meaning) in WAYS {
            for (rounds, backend) in self.backends(way) {
                let key = format!("{way}/{USUAL}");
                let time = rounds.time(&key);
                let of_floor = rounds.ratio(&key, &format!("floor/{USUAL}"));
                let of_ours = rounds.ratio(&key, &format!("settings/{USUAL}"));
                let (count, bytes) = self.allocations[way];
                println!(
                    "| {meaning}{backend} | {time} | {of_floor} | {of_ours} | {count} ({bytes} B) |"
                );
            }
        }
        println!();
    }

    fn print_inputs(&self, title: &str, what: &str, inputs: &[(String, String)]) {
        println!("### {title}\n");
        println!(
            "| {what} | floor | `settings` | of the floor | of its payload's base64 and SHA-256 | `write_settings` | by hand as documented is \
             × `settings` | `encode` alone is × `settings` |"
        );
        println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (label, input) in inputs {
            let rounds = &self.rust_crypto;
            let key = |way: &str| format!("{way}/{input}");
            let settings = key("settings");
            println!(
                "| {label} | {} | {} | {} | {} | {} | {} | {} |",
                rounds.time(&key("floor")),
                rounds.time(&settings),
                rounds.ratio(&settings, &key("floor")),
                rounds.ratio(&settings, &key("base64_and_hash")),
                rounds.time(&key("write_settings")),
                self.faster_backend(&key("as_documented"), &settings),
                self.faster_backend(&key("encode"), &settings),
            );
        }
        println!();
    }

    /// The ratio with the backend that is the faster one here.
    fn faster_backend(&self, key: &str, ours: &str) -> spread::Ratio {
        let ratios = [self.rust_crypto.ratio(key, ours), self.aws_lc_rs.ratio(key, ours)];
        let [first, second] = ratios;
        if first.of_lowest() <= second.of_lowest() { first } else { second }
    }

    fn print_pages(&self) {
        println!("### A whole Askama page of 1.5 KB\n");
        println!("| page | time | of the page without |");
        println!("| --- | --- | --- |");
        let pages = [
            ("page_without", "without a script"),
            ("page_with_filter", "**with the filter**"),
            ("page_by_hand", "with the script by hand, key kept"),
        ];
        for (key, meaning) in pages {
            let rounds = &self.rust_crypto;
            println!(
                "| {meaning} | {} | {} |",
                rounds.time(key),
                rounds.ratio(key, "page_without")
            );
        }
        println!();
    }

    fn print_threads(&self) {
        println!("### Threads that share one `VisitorAuth`\n");
        println!("| threads | time of one `settings` | of one thread's |");
        println!("| --- | --- | --- |");
        for key in self.rust_crypto.keys_of("shared_by_threads") {
            let threads = key.rsplit('=').next().unwrap_or_default();
            let one = "shared_by_threads/t=1";
            let rounds = &self.rust_crypto;
            println!("| {threads} | {} | {} |", rounds.time(&key), rounds.ratio(&key, one));
        }
        println!();
    }
}
