//! Addresses, as far as a policy compares them.

/// An address of a script or a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Url {
    scheme: String,
    host: String,
    /// `None` for the scheme's own port.
    port: Option<String>,
    path: String,
}

impl Url {
    /// Reads an address with a scheme and a host.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let is_scheme =
            !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at(end);
        let path = rest.split(['?', '#']).next().filter(|path| !path.is_empty()).unwrap_or("/");
        let authority = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        let (host, port) = split_port(authority);
        if !is_scheme || host.is_empty() {
            return None;
        }
        let scheme = scheme.to_ascii_lowercase();
        let port = port.filter(|port| Some(*port) != default_port(&scheme)).map(str::to_owned);
        Some(Self { scheme, host: host.to_ascii_lowercase(), port, path: path.to_owned() })
    }

    /// Reads a script's address, which may be relative to the page's. `None` if the page's is needed and not known.
    pub(super) fn read_on(text: &str, page: Option<&Self>) -> Option<Self> {
        if let Some(url) = Self::read(text) {
            return Some(url);
        }
        if let Some(rest) = text.strip_prefix("//") {
            let scheme = page.map_or("https", |page| &page.scheme);
            return Self::read(&format!("{scheme}://{rest}"));
        }
        let page = page?;
        let path = text.split(['?', '#']).next().unwrap_or_default();
        let path = if path.starts_with('/') {
            path.to_owned()
        } else {
            let folder = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{folder}/{path}")
        };
        Some(Self { path, ..page.clone() })
    }

    /// Whether a source of a policy on `page` matches (Content Security Policy Level 3, section 6.7.2.8).
    pub(super) fn matches(&self, source: &str, page: Option<&Self>) -> bool {
        if source.eq_ignore_ascii_case("'self'") {
            return page.is_some_and(|page| {
                self.host == page.host
                    && self.port == page.port
                    && is_scheme(&page.scheme, &self.scheme)
            });
        }
        if source.starts_with('\'') {
            return false;
        }
        if source == "*" {
            return matches!(self.scheme.as_str(), "http" | "https");
        }
        if let Some(scheme) = source.strip_suffix(':') {
            return is_scheme(scheme, &self.scheme);
        }
        let (scheme, rest) = match source.split_once("://") {
            Some((scheme, rest)) => (Some(scheme), rest),
            None => (page.map(|page| page.scheme.as_str()), source),
        };
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        scheme.is_none_or(|scheme| is_scheme(scheme, &self.scheme))
            && self.has_authority(authority)
            && self.has_path(path)
    }

    fn has_authority(&self, authority: &str) -> bool {
        let (host, port) = split_port(authority);
        let host = host.to_ascii_lowercase();
        let is_host = match host.strip_prefix('*') {
            Some(suffix) => {
                suffix.starts_with('.') && self.host.ends_with(suffix) || suffix.is_empty()
            }
            None => self.host == host,
        };
        let own = self.port.as_deref().or(default_port(&self.scheme));
        let is_port = match port {
            None => self.port.is_none(),
            Some("*") => true,
            // A policy for port 80 covers the same host over HTTPS.
            Some(port) => Some(port) == own || port == "80" && own == Some("443"),
        };
        is_host && is_port
    }

    fn has_path(&self, path: &str) -> bool {
        path.is_empty() || self.path == path || path.ends_with('/') && self.path.starts_with(path)
    }
}

/// Whether a policy for a scheme covers an address of another: the more secure one is covered.
fn is_scheme(allowed: &str, scheme: &str) -> bool {
    allowed.eq_ignore_ascii_case(scheme)
        || allowed.eq_ignore_ascii_case("http") && scheme == "https"
}

/// Splits off the port, which an IPv6 address in brackets has after them.
fn split_port(authority: &str) -> (&str, Option<&str>) {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    }
}

fn default_port(scheme: &str) -> Option<&'static str> {
    match scheme {
        "http" => Some("80"),
        "https" => Some("443"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_match_as_in_a_browser() {
        let loader = Url::read("https://app.algomo.com/algomo.min.js").expect("an address");
        let page = Url::read("https://shop.example/cart?a=b");
        for source in [
            "*",
            "https:",
            "http:",
            "https://app.algomo.com",
            "HTTPS://APP.algomo.com:443",
            "http://app.algomo.com:80",
            "app.algomo.com",
            "app.algomo.com:*",
            "*.algomo.com",
            "https://app.algomo.com/",
            "https://app.algomo.com/algomo.min.js",
        ] {
            assert!(loader.matches(source, page.as_ref()), "{source}");
            assert!(loader.matches(source, None), "{source}");
        }
        for source in [
            "'self'",
            "'none'",
            "data:",
            "algomo.com",
            "*.app.algomo.com",
            "app.algomo.com:8443",
            "https://app.algomo.com/widget/",
            "https://app.algomo.com/other.js",
            "*algomo.com",
            "",
        ] {
            assert!(!loader.matches(source, page.as_ref()), "{source}");
        }
    }

    #[test]
    fn an_address_has_a_scheme_and_a_host() {
        for text in [
            "https:///a.js",
            "/a.js?from=https://other.example",
            "a/b://other.example",
            "://other.example",
        ] {
            assert_eq!(Url::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_schemes_own_port_is_the_same_as_none() {
        for (origin, port) in
            [("http://shop.example", 80), ("https://shop.example", 443), ("http://[::1]", 80)]
        {
            let url = Url::read(origin);
            assert_eq!(Url::read(&format!("{origin}:{port}/")), url);
            assert_ne!(Url::read(&format!("{origin}:8080/")), url);
        }
    }

    #[test]
    fn relative_addresses_are_the_pages_own() {
        let page = Url::read("http://[::1]:3000/shop/cart").expect("an address");
        for (text, path) in [("/a.js", "/a.js"), ("a.js?v=1", "/shop/a.js")] {
            let url = Url::read_on(text, Some(&page)).expect("an address");
            assert_eq!(url.path, path);
            assert!(url.matches("'self'", Some(&page)) && url.matches("http://[::1]:3000", None));
            assert!(!url.matches("http://[::1]", Some(&page)));
            assert_eq!(Url::read_on(text, None), None);
        }
        let other = Url::read_on("//other.example/a.js", Some(&page)).expect("an address");
        assert!(
            other.matches("http://other.example", Some(&page))
                && !other.matches("'self'", Some(&page))
        );
    }
}
