//! Whether a cache on the way to the browser could hand the page to somebody else, or has done so.

use super::date;
use super::fault::Fault;
use crate::http::headers::{Quotes, forbids_storing, overrules_no_store, varies_by};

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
        if overrules(headers, name) {
            faults.push(Fault::Overruled { header: name.to_ascii_lowercase() });
        } else if is_from_cache(name, value) {
            faults.push(Fault::FromCache { header: name.to_ascii_lowercase() });
        }
    }
    faults
}

/// Whether some cache would follow the header of this name, and could store the page.
fn overrules(headers: &Headers, name: &str) -> bool {
    // Every cache knows that `no-store` forbids what `Expires` allows (RFC 9111, sections 4.2.1 and 5.2.2.5), and
    // frameworks send a date in the past with it.
    if !overrules_no_store(name) || name.eq_ignore_ascii_case("expires") {
        return false;
    }
    if name.eq_ignore_ascii_case("x-accel-expires") {
        return lines(headers, name).any(is_kept_by_nginx);
    }
    !forbids_storing(lines(headers, name))
}

/// Whether nginx keeps a page with this `X-Accel-Expires`. A number that follows `@` is a moment, and `off` hands the matter
/// over to the other headers.
fn is_kept_by_nginx(value: &[u8]) -> bool {
    !matches!(value.trim_ascii(), b"0" | b"off")
}

/// Whether the header says that the response came out of a cache.
fn is_from_cache(name: &str, value: &[u8]) -> bool {
    const STATUS: [&str; 9] = [
        "x-cache",
        "x-cache-status",
        "cf-cache-status",
        "x-vercel-cache",
        "x-proxy-cache",
        "x-nf-cache",
        "x-varnish-cache",
        "x-litespeed-cache",
        "x-drupal-cache",
    ];
    /// Beside every word that ends in `hit`, such as `RefreshHit`.
    const KEPT: [&str; 4] = ["stale", "updating", "revalidated", "prerender"];
    // Varnish names a response so that it has fetched and not stored.
    let value = String::from_utf8_lossy(value).to_ascii_lowercase().replace("hit-for-", "");
    if name.eq_ignore_ascii_case("age") {
        let mut ages = value.split(',').map(|age| age.trim().parse::<u64>());
        return ages.any(|age| age.is_ok_and(|seconds| seconds > 0));
    }
    if name.eq_ignore_ascii_case("cache-status") {
        return split(&value, ',').any(is_hit);
    }
    let mut words = value.split(|char: char| !char.is_alphanumeric());
    STATUS.iter().any(|status| name.eq_ignore_ascii_case(status))
        && words.any(|word| word.ends_with("hit") || KEPT.contains(&word))
}

/// Whether one cache's part of `Cache-Status` says that the response was stored, or is that of another request (RFC 9211,
/// sections 2.1 and 2.6).
fn is_hit(cache: &str) -> bool {
    const HIT: [&str; 4] = ["hit", "hit=?1", "collapsed", "collapsed=?1"];
    split(cache, ';').skip(1).any(|parameter| HIT.contains(&parameter))
}

/// Whether a shared cache may keep a guest's page and show it to members. `now` is in seconds since 1970.
pub(super) fn is_shared(headers: &Headers, now: Option<u64>) -> bool {
    let is_personal = |line| varies_by(line, b"cookie") || varies_by(line, b"authorization");
    if lines(headers, "vary").any(is_personal) {
        return false;
    }
    let directives = Directives::of(headers, "cache-control");
    let is_kept_by_others = |name: &str| {
        if name.eq_ignore_ascii_case("expires") {
            return directives.leave_it_to_expires() && expires_later(headers, now);
        }
        if name.eq_ignore_ascii_case("x-accel-expires") {
            return lines(headers, name).any(is_kept_by_nginx);
        }
        overrules_no_store(name) && Directives::of(headers, name).let_share()
    };
    directives.let_share() || headers.iter().any(|(name, _)| is_kept_by_others(name))
}

/// Whether `Expires` is after the response's own date. A date that cannot be read is in the past (RFC 9111, section 5.3).
fn expires_later(headers: &Headers, now: Option<u64>) -> bool {
    let date = |name| lines(headers, name).last().and_then(date::seconds);
    let sent = date("date").or(now).unwrap_or_default();
    date("expires").is_some_and(|expires| expires > sent)
}

/// The directives of `Cache-Control`, or of a header of its kind, in lower case.
struct Directives(Vec<String>);

impl Directives {
    fn of(headers: &Headers, name: &str) -> Self {
        let lines = lines(headers, name).map(|line| String::from_utf8_lossy(line));
        // A quotation mark that is not closed makes a directive of all that follows, also in the next line.
        let list = lines.collect::<Vec<_>>().join(",").to_ascii_lowercase();
        Self(split(&list, ',').map(str::to_owned).collect())
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|directive| directive == name)
    }

    /// The values of the directives of this name.
    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(move |directive| {
            let (other, value) = directive.split_once('=').unwrap_or((directive, ""));
            (other.trim() == name).then(|| value.trim().trim_matches('"'))
        })
    }

    /// Whether a shared cache that follows the header keeps the page and shows it to others.
    fn let_share(&self) -> bool {
        // The first of them that is there counts (RFC 9111, section 4.2.1).
        let lifetime = ["cache-maxage", "s-maxage", "max-age"]
            .iter()
            .find_map(|name| self.values(name).next());
        let is_kept = lifetime.map_or_else(|| self.has("public"), is_positive);
        is_kept && !self.forbid_sharing()
    }

    fn leave_it_to_expires(&self) -> bool {
        ["max-age", "s-maxage"].iter().all(|name| self.values(name).next().is_none())
            && !self.forbid_sharing()
    }

    fn forbid_sharing(&self) -> bool {
        ["private", "no-store", "no-cache"].iter().any(|name| self.has(name))
    }
}

/// Whether a time is more than zero. `Surrogate-Control` adds a second one to it (`600+60`), `Edge-Control` a unit (`10m`).
fn is_positive(time: &str) -> bool {
    let digits = time.bytes().take_while(u8::is_ascii_digit);
    digits.into_iter().any(|digit| digit != b'0')
}

/// The members of a list, without white space. A separator in quotation marks does not count.
fn split(list: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut quotes = Quotes::default();
    list.split(move |char| quotes.is_outside(char) && char == separator).map(str::trim)
}
