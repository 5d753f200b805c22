//! Reads what divan printed in several rounds, and prints the tables of `BENCHMARKS.md`.
//!
//! Usage: `report DIRECTORY`, with `rust_crypto.1.txt`, `aws_lc_rs.1.txt`, `oxitoken.1.txt` and so on, and `allocations.txt`,
//! in it.

mod rounds;
mod spread;

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};

use rounds::Rounds;

/// What the names of the benchmarks stand for.
const WAYS: [(&str, &str); 10] = [
    ("floor", "the floor"),
    (OURS, "**`write_settings` into a fresh `String`**"),
    ("write_settings", "**`write_settings` into a reused `String`**"),
    ("settings", "**`String::from(settings)`**"),
    ("token", "**`token` alone**"),
    ("as_documented", "by hand, as documented"),
    ("with_care", "by hand, key kept, claims borrowed"),
    ("encode", "`jsonwebtoken::encode` alone"),
    ("jwt_simple", "`jwt-simple`, token alone"),
    ("jwt", "`jwt`, token alone"),
];

/// The way of ours that all ratios are to.
const OURS: &str = "write_fresh";

/// The ways that differ by the backend of `jsonwebtoken`.
const BY_BACKEND: [&str; 3] = ["as_documented", "with_care", "encode"];

struct Report {
    rust_crypto: Rounds,
    aws_lc_rs: Rounds,
    oxitoken: Rounds,
    /// How many there were, and of how many bytes.
    allocations: BTreeMap<String, (u64, u64)>,
}

fn main() {
    let directory = env::args().nth(1).expect("usage: report DIRECTORY");
    let directory = Path::new(&directory);
    let report = Report {
        rust_crypto: Rounds::read(directory, "rust_crypto"),
        aws_lc_rs: Rounds::read(directory, "aws_lc_rs"),
        oxitoken: Rounds::read(directory, "oxitoken"),
        allocations: read_allocations(directory),
    };
    report.print_goals();
    report.print_ways();
    report.print_oxitoken();
    report.print_verification();
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

/// The name of a way's benchmark for a user of four claims and a name of ten bytes.
fn usual(way: &str) -> String {
    format!("{way}/Four/plain-10")
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
        let ours = usual(OURS);
        let of_floor = self.rust_crypto.ratio(&ours, &usual("floor"));
        let by_hand = self.faster_backend(&usual("as_documented"), &ours);
        let encode = self.faster_backend(&usual("encode"), &ours);
        let oxitoken = self.oxitoken.ratio(&usual("oxitoken"), &ours);
        let allocations = |way| self.allocations[way].0;
        println!("| a user of four claims, a name of ten bytes | goal | measured |");
        println!("| --- | --- | --- |");
        println!(
            "| `write_settings` into a fresh `String`, of the floor | at most 1.25 | {of_floor} |"
        );
        println!("| the script by hand, as documented, of it | at least 2.5 | {by_hand} |");
        println!("| `jsonwebtoken::encode` alone, of it | at least 1.8 | {encode} |");
        println!("| `oxitoken::encode` alone, of it | at least 1.3 | {oxitoken} |");
        println!("| its allocations | at most 2 | {} |", allocations(OURS));
        println!(
            "| allocations of `String::from(settings)` | at most 2 | {} |",
            allocations("settings")
        );
        println!("| allocations of `token` | 1 | {} |", allocations("token"));
        println!("| allocations into a reused `String` | 0 | {} |", allocations("write_settings"));
        let threads = self.rust_crypto.keys_of("shared_by_threads");
        if let Some(all) = threads.last() {
            let slower = self.rust_crypto.ratio(all, &threads[0]);
            println!("| time of one call on every core at once, of one core's | 1 | {slower} |");
        }
        println!("\nFor `jsonwebtoken` with the faster of its two backends.\n");
    }

    fn print_oxitoken(&self) {
        println!("### Beside `oxitoken`, with four claims\n");
        println!(
            "| name | floor | `write_settings`, fresh | `token` | `oxitoken::encode` alone | is × `write_settings` | is × `token` |"
        );
        println!("| --- | --- | --- | --- | --- | --- | --- |");
        for bytes in ["10", "100"] {
            let key = |way: &str| format!("{way}/Four/plain-{bytes}");
            let (rounds, theirs) = (&self.oxitoken, key("oxitoken"));
            println!(
                "| {bytes} B | {} | {} | {} | {} | {} | {} |",
                rounds.time(&key("floor")),
                rounds.time(&key(OURS)),
                rounds.time(&key("token")),
                rounds.time(&theirs),
                rounds.ratio(&theirs, &key(OURS)),
                rounds.ratio(&theirs, &key("token")),
            );
        }
        println!();
    }

    fn print_verification(&self) {
        println!("### Verification of a token of four claims\n");
        println!("| way | time | of `verify` in the same run | allocations |");
        println!("| --- | --- | --- | --- |");
        let (verify, decode) = (self.allocations["verify"].0, self.allocations["decode"].0);
        let rows = [
            ("**`VisitorAuth::verify`**", &self.rust_crypto, "verify", verify.to_string()),
            (
                "`jsonwebtoken::decode`, rust_crypto",
                &self.rust_crypto,
                "decode",
                decode.to_string(),
            ),
            ("`jsonwebtoken::decode`, aws_lc_rs", &self.aws_lc_rs, "decode", decode.to_string()),
            (
                "`oxitoken`, with its check of `exp`",
                &self.oxitoken,
                "oxitoken_verify",
                "not counted".into(),
            ),
        ];
        for (meaning, rounds, way, allocations) in rows {
            let (time, ratio) =
                (rounds.time(&usual(way)), rounds.ratio(&usual(way), &usual("verify")));
            println!("| {meaning} | {time} | {ratio} | {allocations} |");
        }
        println!();
    }

    fn print_ways(&self) {
        println!("### A user of four claims, a name of ten bytes\n");
        println!("| way | time | of the floor | of `write_settings`, fresh | allocations |");
        println!("| --- | --- | --- | --- | --- |");
        for (way, meaning) in WAYS {
            for (rounds, backend) in self.backends(way) {
                let key = usual(way);
                let time = rounds.time(&key);
                let of_floor = rounds.ratio(&key, &usual("floor"));
                let of_ours = rounds.ratio(&key, &usual(OURS));
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
            "| {what} | floor | `write_settings`, fresh | of the floor | of its payload's base64 and SHA-256 | `String::from(settings)` | \
             by hand as documented is × `write_settings` | `encode` alone is × `write_settings` |"
        );
        println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (label, input) in inputs {
            let rounds = &self.rust_crypto;
            let key = |way: &str| format!("{way}/{input}");
            let ours = key(OURS);
            println!(
                "| {label} | {} | {} | {} | {} | {} | {} | {} |",
                rounds.time(&key("floor")),
                rounds.time(&ours),
                rounds.ratio(&ours, &key("floor")),
                rounds.ratio(&ours, &key("base64_and_hash")),
                rounds.time(&key("settings")),
                self.faster_backend(&key("as_documented"), &ours),
                self.faster_backend(&key("encode"), &ours),
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
        println!("| threads | time of one `String::from(settings)` | of one thread's |");
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
