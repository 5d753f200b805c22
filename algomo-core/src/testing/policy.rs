//! What a `Content-Security-Policy` says about scripts (Content Security Policy Level 3, sections 6.7 and 8).

use base64_simd::STANDARD;
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use super::fault::Fault;
use super::html::Script;
use super::url::Url;

/// The sources that one policy allows scripts from.
pub(super) struct Policy {
    sources: Vec<String>,
}

impl Policy {
    /// Reads the policies in a header's value, which are separated by commas. A policy that says nothing about scripts is
    /// left out.
    pub(super) fn read(value: &str) -> impl Iterator<Item = Self> {
        value.split(',').filter_map(Self::read_one)
    }

    fn read_one(policy: &str) -> Option<Self> {
        // The most special name counts.
        let mut names = ["script-src-elem", "script-src", "default-src"].iter();
        let sources = names.find_map(|name| directive(policy, name))?;
        Some(Self { sources: sources.split_ascii_whitespace().map(str::to_owned).collect() })
    }

    /// Says why the policy blocks an inline script, if it does.
    pub(super) fn inline_fault(&self, script: &Script) -> Option<Fault> {
        let nonces = self.has(|source| quoted(source, "nonce-").is_some());
        let hashes = self.has(is_hash);
        let allows_all = self.has_keyword("'unsafe-inline'")
            && !nonces
            && !hashes
            && !self.has_keyword("'strict-dynamic'");
        if allows_all || self.has_nonce_of(script) || hashes && self.has_hash_of(&script.text) {
            return None;
        }
        Some(match &script.nonce {
            Some(_) => Fault::NonceNotInPolicy,
            None if nonces => Fault::NonceMissing,
            None if hashes => Fault::HashNotInPolicy,
            None => Fault::InlineBlocked,
        })
    }

    /// Whether the policy lets the loader's element run. `url` is `None` for an address on the page's own host, where the
    /// page's is not known.
    pub(super) fn allows_loader(
        &self,
        script: &Script,
        url: Option<&Url>,
        page: Option<&Url>,
    ) -> bool {
        if self.has_nonce_of(script) {
            return true;
        }
        !self.has_keyword("'strict-dynamic'") && self.allows_host(url, page)
    }

    /// Whether the policy lets a script that already runs load one from this address.
    pub(super) fn allows_dynamic_loader(&self, url: &Url, page: Option<&Url>) -> bool {
        self.has_keyword("'strict-dynamic'") || self.allows_host(Some(url), page)
    }

    fn allows_host(&self, url: Option<&Url>, page: Option<&Url>) -> bool {
        self.has(|source| match url {
            Some(url) => url.matches(source, page),
            // Any host may be the page's own.
            None => source.eq_ignore_ascii_case("'self'") || !source.starts_with('\''),
        })
    }

    fn has(&self, matches: impl Fn(&str) -> bool) -> bool {
        self.sources.iter().any(|source| matches(source))
    }

    fn has_keyword(&self, keyword: &str) -> bool {
        self.has(|source| source.eq_ignore_ascii_case(keyword))
    }

    fn has_nonce_of(&self, script: &Script) -> bool {
        script
            .nonce
            .as_deref()
            .is_some_and(|nonce| self.has(|source| quoted(source, "nonce-") == Some(nonce)))
    }

    fn has_hash_of(&self, text: &str) -> bool {
        let hashes = [
            ("sha256-", STANDARD.encode_to_string(Sha256::digest(text))),
            ("sha384-", STANDARD.encode_to_string(Sha384::digest(text))),
            ("sha512-", STANDARD.encode_to_string(Sha512::digest(text))),
        ];
        self.has(|source| {
            hashes.iter().any(|(name, hash)| {
                quoted(source, name)
                    .is_some_and(|value| value.replace('-', "+").replace('_', "/") == *hash)
            })
        })
    }
}

/// Whether one of the policies in a header's value forbids all scripts with a sandbox.
pub(super) fn is_sandboxed(value: &str) -> bool {
    let mut sandboxes = value.split(',').filter_map(|policy| directive(policy, "sandbox"));
    sandboxes.any(|flags| {
        !flags.split_ascii_whitespace().any(|flag| flag.eq_ignore_ascii_case("allow-scripts"))
    })
}

/// The value of a directive. The first of a name counts.
fn directive<'a>(policy: &'a str, name: &str) -> Option<&'a str> {
    policy.split(';').map(str::trim_ascii).find_map(|directive| {
        let (other, value) = directive
            .split_once(|char: char| char.is_ascii_whitespace())
            .unwrap_or((directive, ""));
        other.eq_ignore_ascii_case(name).then_some(value)
    })
}

fn is_hash(source: &str) -> bool {
    ["sha256-", "sha384-", "sha512-"].iter().any(|name| quoted(source, name).is_some())
}

/// What follows `name` in a source in single quotes.
fn quoted<'a>(source: &'a str, name: &str) -> Option<&'a str> {
    let source = source.strip_prefix('\'')?.strip_suffix('\'')?;
    let (start, value) = source.split_at_checked(name.len())?;
    start.eq_ignore_ascii_case(name).then_some(value)
}
