//! Whether a cache on the way to the browser could hand the page to somebody else, or has done so.

use super::fault::Fault;
use crate::http::{forbids_storing, overrules_no_store, vary_by};

/// The response's headers, by name and value.
pub(super) type Headers = [(String, Vec<u8>)];

/// All lines of one header.
pub(super) fn lines<'a>(
    headers: &'a Headers,
    name: &'a str,
) -> impl Iterator<Item = &'a [u8]> + Clone {
    headers
        .iter()
        .filter(move |(other, _)| other.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_slice())
}

/// What is wrong with the headers of a page that carries a token.
pub(super) fn faults_with_token(headers: &Headers) -> Vec<Fault> {
    let mut faults = Vec::new();
    if !forbids_storing(lines(headers, "cache-control")) {
        faults.push(Fault::Cacheable);
    }
    for (name, value) in headers {
        if overrules(name, value) {
            faults.push(Fault::Overruled { header: name.to_ascii_lowercase() });
        } else if is_from_cache(name, value) {
            faults.push(Fault::FromCache { header: name.to_ascii_lowercase() });
        }
    }
    faults
}

/// Whether some cache would follow this header, and could store the page.
fn overrules(name: &str, value: &[u8]) -> bool {
    let is_expires = name.eq_ignore_ascii_case("expires");
    // Every cache knows that `no-store` forbids what `Expires` allows (RFC 9111, sections 4.2.1 and 5.2.2.5), and
    // frameworks send a date in the past with it.
    let forbids = if name.eq_ignore_ascii_case("x-accel-expires") {
        value.trim_ascii() == b"0"
    } else {
        forbids_storing([value])
    };
    overrules_no_store(name) && !is_expires && !forbids
}

/// Whether the header says that the response came out of a cache.
fn is_from_cache(name: &str, value: &[u8]) -> bool {
    const STATUS: [&str; 5] =
        ["x-cache", "cf-cache-status", "x-vercel-cache", "x-proxy-cache", "x-nf-cache"];
    let value = String::from_utf8_lossy(value).to_ascii_lowercase();
    if name.eq_ignore_ascii_case("age") {
        return value.trim().parse::<u64>().is_ok_and(|seconds| seconds > 0);
    }
    STATUS.iter().any(|status| name.eq_ignore_ascii_case(status))
        && value.split(|char: char| !char.is_alphanumeric()).any(|word| word == "hit")
}

/// Whether a shared cache may keep a guest's page and show it to members.
pub(super) fn is_shared(headers: &Headers) -> bool {
    let list: Vec<String> = lines(headers, "cache-control")
        .flat_map(|line| {
            String::from_utf8_lossy(line)
                .to_ascii_lowercase()
                .split(',')
                .map(|word| word.trim().to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    let has = |name: &str| list.iter().any(|word| word == name);
    let lives = |word: &String| {
        let seconds = word.strip_prefix("s-maxage=").or_else(|| word.strip_prefix("max-age="));
        seconds.is_some_and(|seconds| {
            seconds.trim_matches('"').parse::<u64>().is_ok_and(|seconds| seconds > 0)
        })
    };
    let is_kept = (has("public") || list.iter().any(lives))
        && !["private", "no-store", "no-cache"].iter().any(|name| has(name));
    let varies_by = |name| vary_by(lines(headers, "vary"), [name]).is_none();
    is_kept && !varies_by("Cookie") && !varies_by("Authorization")
}
