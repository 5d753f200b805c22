//! The rules for a response's headers, on plain names and values: each framework has a type of its own for them.

/// Whether no cache may store a response with these `Cache-Control` lines: they have `no-store`, and no
/// `must-understand`, which tells a cache to ignore the `no-store` beside it (RFC 9111, section 5.2.2.3).
///
/// All lines count as one list (RFC 9110, section 5.3). A malformed list, in which a quote is not closed, forbids nothing.
///
/// ```
/// use algomo_core::http::forbids_storing;
///
/// assert!(forbids_storing(["private".as_bytes(), b"No-Store"]));
/// assert!(!forbids_storing([b"no-store, must-understand"]));
/// assert!(!forbids_storing([b"private, max-age=60"]));
/// ```
pub fn forbids_storing<V: AsRef<[u8]>>(lines: impl IntoIterator<Item = V>) -> bool {
    let mut list = Vec::new();
    for line in lines {
        list.extend_from_slice(line.as_ref());
        list.push(b',');
    }
    let Some(directives) = split_list(&list) else {
        return false;
    };
    let has = |name: &[u8]| directives.iter().any(|directive| directive.eq_ignore_ascii_case(name));
    let has_named = |name: &[u8]| {
        let names =
            directives.iter().filter_map(|directive| directive.split(|&byte| byte == b'=').next());
        names.map(<[u8]>::trim_ascii).any(|directive| directive.eq_ignore_ascii_case(name))
    };
    has(b"no-store") && !has_named(b"must-understand")
}

/// The members of a comma-separated list, where commas in quoted strings do not count. `None` if a quote is not closed.
fn split_list(list: &[u8]) -> Option<Vec<&[u8]>> {
    let mut quotes = Quotes::default();
    let members = list
        .split(|&byte| quotes.is_outside(byte.into()) && byte == b',')
        .map(<[u8]>::trim_ascii)
        .collect();
    (!quotes.are_open).then_some(members)
}

/// Follows the quoted strings in a header's value (RFC 9110, section 5.6.4), character by character.
#[derive(Default)]
pub(crate) struct Quotes {
    are_open: bool,
    is_escaped: bool,
}

impl Quotes {
    /// Takes the next character, and says whether no quoted string is open before it.
    pub(crate) fn is_outside(&mut self, char: char) -> bool {
        let was_open = self.are_open;
        if self.is_escaped {
            self.is_escaped = false;
        } else if self.are_open && char == '\\' {
            self.is_escaped = true;
        } else if char == '"' {
            self.are_open = !self.are_open;
        }
        !was_open
    }
}

/// Whether some cache would follow the header of this name rather than `Cache-Control`, so that a page with a token must
/// not have it.
///
/// These are `CDN-Cache-Control` (RFC 9213) and every other name that ends in `-Cache-Control`, `Surrogate-Control`,
/// `Edge-Control`, nginx's `X-Accel-Expires`, and `Expires`. `Cache-Control` itself is not one of them.
///
/// ```
/// use algomo_core::http::overrules_no_store;
///
/// assert!(overrules_no_store("Cloudflare-CDN-Cache-Control"));
/// assert!(overrules_no_store("expires"));
/// assert!(!overrules_no_store("Cache-Control"));
/// ```
pub fn overrules_no_store(name: &str) -> bool {
    const NAMES: [&str; 4] = ["surrogate-control", "edge-control", "x-accel-expires", "expires"];
    const SUFFIX: &[u8] = b"-cache-control";
    let is_targeted = name
        .len()
        .checked_sub(SUFFIX.len())
        .is_some_and(|start| name.as_bytes()[start..].eq_ignore_ascii_case(SUFFIX));
    is_targeted || NAMES.iter().any(|other| name.eq_ignore_ascii_case(other))
}

/// Adds `names` to the `Vary` lines and returns them as one value, or `None` if one line lists all of them already.
///
/// `*` covers every name. The lines become one, because nginx before 1.23 looks at one `Vary` line only.
///
/// ```
/// use algomo_core::http::vary_by;
///
/// assert_eq!(vary_by(["Accept-Encoding"], ["Cookie"]).as_deref(), Some(b"Accept-Encoding, Cookie".as_slice()));
/// assert_eq!(vary_by(["accept, cookie"], ["Cookie"]), None);
/// assert_eq!(vary_by(["*"], ["Cookie"]), None);
/// ```
pub fn vary_by<V: AsRef<[u8]>, N: AsRef<str>>(
    lines: impl IntoIterator<Item = V>,
    names: impl IntoIterator<Item = N>,
) -> Option<Vec<u8>> {
    let mut value = Vec::new();
    let mut is_changed = false;
    for line in lines {
        let line = line.as_ref().trim_ascii();
        is_changed |= !value.is_empty() && !line.is_empty();
        append(&mut value, line);
    }
    for name in names {
        let name = name.as_ref().as_bytes();
        if !varies_by(&value, name) {
            append(&mut value, &capitalized(name));
            is_changed = true;
        }
    }
    is_changed.then_some(value)
}

/// Whether a `Vary` line lists the header of this name, or every header.
pub(crate) fn varies_by(line: &[u8], name: &[u8]) -> bool {
    let mut listed = line.split(|&byte| byte == b',').map(<[u8]>::trim_ascii);
    listed.any(|listed| listed == b"*" || listed.eq_ignore_ascii_case(name))
}

/// `hx-request` as `Hx-Request`: the names' usual form, which some frameworks store in lower case.
fn capitalized(name: &[u8]) -> Vec<u8> {
    let mut is_first = true;
    let capitalize = |&byte: &u8| {
        let byte = if is_first { byte.to_ascii_uppercase() } else { byte };
        is_first = byte == b'-';
        byte
    };
    name.iter().map(capitalize).collect()
}

fn append(list: &mut Vec<u8>, members: &[u8]) {
    if members.is_empty() {
        return;
    }
    if !list.is_empty() {
        list.extend_from_slice(b", ");
    }
    list.extend_from_slice(members);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strict_enough_to_stay() {
        let lists: [&[&str]; 8] = [
            &["no-store"],
            &["No-Store"],
            &["private, no-store"],
            &["no-store,max-age=0"],
            &["no-cache ,\tno-store"],
            &["max-age=60", "no-store"],
            &["private=\"a, must-understand\", no-store"],
            &["a=\"\\\"\", no-store", ""],
        ];
        for lines in lists {
            assert!(forbids_storing(lines), "{lines:?}");
        }
    }

    #[test]
    fn too_loose_to_stay() {
        let lists: [&[&str]; 15] = [
            &[],
            &[""],
            &["no-cache"],
            &["private"],
            &["private, max-age=0, must-revalidate"],
            &["public, max-age=60"],
            &["must-understand, no-store"],
            &["no-store", "Must-Understand"],
            &["no-store", "must-understand = x"],
            &["private=\"no-store\""],
            &["private=\"a, no-store, b\""],
            &["private=\"a, \\\", no-store, b\""],
            &["x-no-store", "no-store-x", "no store"],
            // A quote that is not closed: what a cache makes of the rest is unknown.
            &["private=\"a", "no-store"],
            &["no-store, private=\"a"],
        ];
        for lines in lists {
            assert!(!forbids_storing(lines), "{lines:?}");
        }
        assert!(!forbids_storing([b"no-store\xff".as_slice()]));
    }

    #[test]
    fn every_name_that_some_cache_prefers() {
        for name in [
            "CDN-Cache-Control",
            "cloudflare-cdn-cache-control",
            "Netlify-CDN-Cache-Control",
            "Vercel-CDN-Cache-Control",
            "X-LiteSpeed-Cache-Control",
            "Surrogate-Control",
            "edge-control",
            "X-Accel-Expires",
            "EXPIRES",
        ] {
            assert!(overrules_no_store(name), "{name}");
        }
        for name in
            ["Cache-Control", "ETag", "Expires-Not", "Pragma", "Vary", "", "é-cache-controé"]
        {
            assert!(!overrules_no_store(name), "{name}");
        }
    }

    #[test]
    fn vary_is_extended_once() {
        let added = |lines: &[&str], names: &[&str]| {
            vary_by(lines, names).map(|value| String::from_utf8(value).expect("UTF-8"))
        };
        assert_eq!(added(&[], &["Cookie"]).as_deref(), Some("Cookie"));
        assert_eq!(added(&["", " "], &["cookie"]).as_deref(), Some("Cookie"));
        assert_eq!(added(&["a"], &["hx-request"]).as_deref(), Some("a, Hx-Request"));
        assert_eq!(added(&["Accept"], &["Cookie"]).as_deref(), Some("Accept, Cookie"));
        let two_lines = added(&["Accept", "Origin , HX-Request"], &["Cookie", "Authorization"]);
        assert_eq!(
            two_lines.as_deref(),
            Some("Accept, Origin , HX-Request, Cookie, Authorization")
        );
        let joined = added(&["Cookie", "Accept"], &["Cookie"]);
        assert_eq!(joined.as_deref(), Some("Cookie, Accept"));
        assert_eq!(added(&["Accept, origin,COOKIE ", ""], &["Cookie"]), None);
        assert_eq!(added(&["Accept", " * "], &["Cookie"]).as_deref(), Some("Accept, *"));
        assert_eq!(added(&["*"], &["Cookie"]), None);
        assert_eq!(added(&[], &["Cookie", "cookie"]).as_deref(), Some("Cookie"));
        assert_eq!(added(&["Accept"], &[]), None);
    }
}
