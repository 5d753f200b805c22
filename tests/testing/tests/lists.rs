//! Every name and word by which the checks of a page recognize something, with a page for each. They are written out here a
//! second time, so that one that gets lost is missed.

use algomo_core::testing::{Fault, Faults, Page};
use algomo_testing_tests::{LOADER, World, faults_of_script, faults_with};

/// What is wrong with a member's page that has this header.
fn faults_of_header(name: &str, value: &str) -> Vec<Fault> {
    let settings = r#"<script>window.algomoSettings = {"visitorToken":"{{token}}"};</script>"#;
    faults_with(&format!("{name}: {value}"), settings)
}

fn from_cache(header: &str) -> Fault {
    Fault::FromCache { header: header.to_owned() }
}

#[test]
fn a_page_that_any_cache_says_it_had_is_out_of_that_cache() {
    for header in [
        "x-cache",
        "x-cache-status",
        "cf-cache-status",
        "x-vercel-cache",
        "x-proxy-cache",
        "x-nf-cache",
        "x-varnish-cache",
        "x-litespeed-cache",
        "x-drupal-cache",
    ] {
        for value in
            ["HIT", "TCP_HIT from a", "RefreshHit", "Stale", "updating", "REVALIDATED", "prerender"]
        {
            assert_eq!(faults_of_header(header, value), [from_cache(header)], "{header}: {value}");
        }
        for value in ["MISS", "BYPASS", "EXPIRED", "hit-for-pass", "hit-for-miss", "dynamic"] {
            assert_eq!(faults_of_header(header, value), [], "{header}: {value}");
        }
    }
    for value in ["a; hit", "a; hit=?1", "a; collapsed", "a; collapsed=?1", "a; fwd=miss, b; hit"] {
        let expected = [from_cache("cache-status")];
        assert_eq!(faults_of_header("cache-status", value), expected, "{value}");
    }
    for value in ["a; hit=?0", "a; fwd=miss; collapsed=?0", "hit"] {
        assert_eq!(faults_of_header("cache-status", value), [], "{value}");
    }
}

#[test]
fn a_header_that_some_cache_prefers_overrules_what_forbids_storing() {
    for header in [
        "cdn-cache-control",
        "cloudflare-cdn-cache-control",
        "surrogate-control",
        "edge-control",
        "x-accel-expires",
    ] {
        let expected = [Fault::Overruled { header: header.to_owned() }];
        assert_eq!(faults_of_header(header, "60"), expected, "{header}");
    }
    for value in ["0", "off"] {
        assert_eq!(faults_of_header("x-accel-expires", value), [], "{value}");
    }
}

#[test]
fn a_guests_page_that_a_shared_cache_keeps_is_a_fault() {
    let [world, ..] = World::samples();
    let check = |headers: &str| {
        world
            .page(&format!("Content-Type: text/html\n{headers}\n\n{LOADER}"))
            .visitor(&world.auth())
    };
    let shared = || Err(Faults::from(Fault::GuestPageShared));
    for directive in ["public", "max-age=60", "s-maxage=60", "cache-maxage=60"] {
        assert_eq!(check(&format!("Cache-Control: {directive}")), shared(), "{directive}");
        for other in ["private", "no-store", "no-cache"] {
            let headers = format!("Cache-Control: {directive}, {other}");
            assert_eq!(check(&headers), Ok(None), "{headers}");
        }
        for header in ["Cookie", "Authorization"] {
            let headers = format!("Cache-Control: {directive}\nVary: {header}");
            assert_eq!(check(&headers), Ok(None), "{headers}");
        }
    }
}

#[test]
fn quotation_marks_in_any_escape_are_those_of_html() {
    for escape in ["&quot;", "&#34;", "&#x22;", "&#39;", "&#x27;", "&apos;", "&#039;"] {
        for escape in [escape.to_owned(), escape.to_uppercase()] {
            for value in [
                // At a key, at a token and around the whole.
                format!("{{{escape}visitorToken{escape}:{escape}{{{{token}}}}{escape}}}"),
                format!("{{visitorToken:{escape}{{{{token}}}}{escape}}}"),
                format!("{escape}{{{{token}}}}{escape}"),
            ] {
                let faults = faults_of_script(&format!("window.algomoSettings = {value};"));
                assert_eq!(faults, [Fault::SettingsEscaped], "{value}");
            }
        }
    }
}

#[test]
fn settings_in_an_element_that_holds_text_do_not_run() {
    for (element, place) in [
        ("template", "a <template> element"),
        ("textarea", "a <textarea> element"),
        ("title", "a <title> element"),
        ("style", "a <style> element"),
        ("noscript", "a <noscript> element"),
        ("iframe", "an element of raw text"),
        ("xmp", "an element of raw text"),
        ("noembed", "an element of raw text"),
    ] {
        let html = format!(
            r#"<{element}>window.algomoSettings = {{"visitorToken":"{{{{token}}}}"}};</{element}>"#
        );
        assert_eq!(faults_with("", &html), [Fault::SettingsNotRun { place }], "{element}");
    }
}

/// The types of a script (MIME Sniffing, section 4.6).
const JAVASCRIPT: [&str; 16] = [
    "application/ecmascript",
    "application/javascript",
    "application/x-ecmascript",
    "application/x-javascript",
    "text/ecmascript",
    "text/javascript",
    "text/javascript1.0",
    "text/javascript1.1",
    "text/javascript1.2",
    "text/javascript1.3",
    "text/javascript1.4",
    "text/javascript1.5",
    "text/jscript",
    "text/livescript",
    "text/x-ecmascript",
    "text/x-javascript",
];

#[test]
fn a_script_of_any_javascript_type_runs() {
    let faults = |kind: &str| {
        let settings = r#"window.algomoSettings = {"visitorToken":"{{token}}"};"#;
        faults_with("", &format!("<script type='{kind}'>{settings}</script>"))
    };
    for kind in JAVASCRIPT.into_iter().chain(["", "Text/JavaScript"]) {
        assert_eq!(faults(kind), [], "{kind}");
    }
    let place = "a <script> element whose type is not JavaScript";
    for kind in ["text/javascript1.6", "text/plain", "application/json", "javascript", "x-modules"]
    {
        assert_eq!(faults(kind), [Fault::SettingsNotRun { place }], "{kind}");
    }
}

#[test]
fn a_settings_script_of_any_javascript_type_runs() {
    let [world, ..] = World::samples();
    let check = |kind: &str| {
        let headers = [
            ("Content-Type", kind),
            ("Cache-Control", "private, no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ];
        let page = Page::of_settings_script(headers, world.settings().script().to_string());
        page.with_loader_elsewhere().visitor(&world.auth()).map(drop)
    };
    for kind in JAVASCRIPT {
        assert_eq!(check(kind), Ok(()), "{kind}");
    }
    for kind in ["text/javascript1.6", "text/plain"] {
        assert_eq!(check(kind), Err(Faults::from(Fault::NotJavaScript)), "{kind}");
    }
}

#[test]
fn a_page_is_html_or_xhtml() {
    let [world, ..] = World::samples();
    let check =
        |kind: &str| Page::new([("Content-Type", kind)], LOADER).visitor(&world.auth()).map(drop);
    for kind in ["text/html", "application/xhtml+xml"] {
        assert_eq!(check(kind), Ok(()), "{kind}");
    }
    for kind in ["text/plain", "application/xml", "application/json"] {
        assert_eq!(check(kind), Err(Faults::from(Fault::NotHtml)), "{kind}");
    }
}

#[test]
fn a_key_that_looks_as_if_it_were_for_a_token_is_misspelled() {
    for key in ["token", "jwt", "JWT", "visitor_token", "auth_token", "userToken", "algomoToken"] {
        let faults =
            faults_of_script(&format!("window.algomoSettings = {{{key}: '{{{{token}}}}'}}"));
        assert_eq!(faults, [Fault::KeyMisspelled], "{key}");
        let faults = faults_of_script(&format!("window.algomoSettings = {{{key}: token}}"));
        assert_eq!(faults, [Fault::KeyMisspelled], "{key}");
    }
    assert_eq!(faults_of_script("window.algomoSettings = {csrfToken: token}"), []);
}
