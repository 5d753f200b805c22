//! A full page load after a log-in or a log-out.

/// Loads a page of the same site, in the browser. On the server it does nothing.
///
/// A log-in or a log-out needs a full page load, because the widget reads its settings once, when it starts. Leptos's
/// `redirect` in a server function only changes the route. So call this after a server function that changes the session:
///
/// ```
/// use algomo_leptos::reload_to;
/// use leptos::prelude::*;
///
/// # #[server]
/// # async fn log_in(name: String) -> Result<(), ServerFnError> { _ = name; Ok(()) }
/// #[component]
/// fn LogIn() -> impl IntoView {
///     let log_in = ServerAction::<LogIn>::new();
///     Effect::new(move |_| {
///         if let Some(Ok(())) = log_in.value().get() {
///             reload_to("/account");
///         }
///     });
///     view! { <ActionForm action=log_in><input name="name"/></ActionForm> }
/// }
/// ```
///
/// `path` is a path of the same site, optionally with a query: `/account?tab=orders`. A fragment is dropped, because a browser
/// that is already on the page would only scroll. Whatever could lead to another site is refused, so that a path
/// from a query is safe: a path that does not begin with a single `/`, a backslash, control characters. The page `/` is
/// loaded instead, and a warning on the console says so.
pub fn reload_to(path: impl AsRef<str>) {
    let path = same_origin_path(path.as_ref());
    #[cfg(not(feature = "ssr"))]
    in_browser::reload_to(path);
    #[cfg(feature = "ssr")]
    let _ = path;
}

/// The path without its fragment, if every browser reads it as a path of the same origin.
fn same_origin_path(path: &str) -> Option<&str> {
    // Browsers drop tabs and line ends and read a backslash as a slash (WHATWG URL Standard, section 4.4), so these can turn a
    // path into another site's address.
    let is_safe = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(|c: char| c == '\\' || c.is_control());
    let without_fragment = path.split('#').next();
    without_fragment.filter(|_| is_safe)
}

#[cfg(not(feature = "ssr"))]
mod in_browser {
    use leptos::logging::warn;
    use leptos::prelude::location;

    pub(super) fn reload_to(path: Option<&str>) {
        let path = path.unwrap_or_else(|| {
            warn!("algomo_leptos::reload_to: not a path of this site, so / is loaded instead");
            "/"
        });
        let location = location();
        // With the origin, a `<base>` of the document has no effect.
        let url = location.origin().map(|origin| origin + path);
        let is_loading = url.and_then(|url| location.set_href(&url));
        if is_loading.is_err() {
            warn!("algomo_leptos::reload_to: the browser does not load the page");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::same_origin_path;

    #[test]
    fn paths_of_this_site() {
        for path in ["/", "/account", "/a/b?next=//evil.example&x=%5C", "/a/../b", "/ü", "/a:b@c"]
        {
            assert_eq!(same_origin_path(path), Some(path));
        }
        assert_eq!(same_origin_path("/a?b#c"), Some("/a?b"));
        assert_eq!(same_origin_path("/#/a#b"), Some("/"));
    }

    #[test]
    fn whatever_could_lead_to_another_site() {
        for path in [
            "",
            "account",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/a\\b",
            "/\t/evil.example",
            "/\n/evil.example",
            "\t//evil.example",
            " /a",
            "/\u{0}/evil.example",
            "/\u{85}",
            "javascript:alert(1)",
            "JavaScript:alert(1)//",
            "https://evil.example",
            "https:evil.example",
            "data:text/html,x",
            "?a",
            "#a",
            "@evil.example",
            ".evil.example",
        ] {
            assert_eq!(same_origin_path(path), None, "{path:?}");
        }
    }
}
