//! Any bytes at all.

use algomo_core::testing::Page;
use algomo_core::{Visitor, VisitorAuth};
use algomo_testing_tests::{World, files};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Pieces of what the reader looks at, so that random pages reach deep.
fn piece() -> impl Strategy<Value = String> {
    let known = select(vec![
        "<script>",
        "</script>",
        "<script src=",
        "<!--",
        "-->",
        "<template>",
        "</template>",
        "<meta http-equiv=Content-Security-Policy content=\"script-src 'sha256-",
        "window.algomoSettings",
        "[\"algomoSettings\"]",
        " = ",
        "??=",
        "{",
        "}",
        "visitorToken",
        "authToken",
        ":",
        ",",
        "`${",
        "\"",
        "'",
        "\\u{",
        "\\x4",
        "\\",
        "/",
        "/*",
        "//",
        "TOKEN",
        " data-token=\"TOKEN\"",
        "function ",
        "(",
        ")",
        "=>",
        ";",
        "var ",
        "app.",
        "eyJ.a.b",
        "&quot;",
        "undefined",
        "algomo.min.js",
        "createElement \"widget\"",
        " widget=",
        " nonce=",
        " type=module",
        " async",
        "<textarea>",
        "é",
        "\u{2028}",
        "\0",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<String>()]
}

fn policy() -> impl Strategy<Value = String> {
    let word = select(vec![
        "script-src",
        "default-src",
        ";",
        ",",
        "'self'",
        "'nonce-",
        "'",
        "'sha512-x'",
        "*",
        "*.",
        ":",
        "https://",
        "a:1:2",
        "[::1]:80",
        "/",
        "'strict-dynamic'",
        "é",
    ]);
    proptest::collection::vec(word, 0..8).prop_map(|words| words.join(" "))
}

fn checked(page: Page, world: &World) {
    for page in [page.clone().with_url("https://a.example/b"), page.with_loader_elsewhere()] {
        if let Err(faults) = page.visitor(&world.auth()) {
            assert!(!faults.as_slice().is_empty());
            let text = faults.to_string();
            assert!(!text.contains("eyJ") && !text.contains(&world.secret));
        }
        let _ = page.check_without_secret(&VisitorAuth::disabled());
    }
}

/// Scripts that begin or end in the middle of a function.
#[test]
fn never_panics_on_a_part_of_a_function() {
    let [world, ..] = World::samples();
    let around = [
        "", "(", ")", "()", "{", "}", "[", "=>", "x=>", "()x=>", "(x)", "async", "*", "f",
        "function",
    ];
    for before in around {
        for between in around {
            for after in around {
                let script = format!("{before} {between}.algomoSettings = {{}}; {after}");
                checked(Page::of_settings_script([("", "")], &script), &world);
                let script = format!("{before} {between} {after} algomoSettings = {{");
                checked(Page::of_settings_script([("", "")], &script), &world);
            }
        }
    }
}

/// A long script is read in seconds, also if each of its words calls for a look at what stands around it.
#[test]
fn a_long_script_is_read_in_seconds() {
    let [world, ..] = World::samples();
    for piece in [
        "algomoSettings={};",
        "x=>algomoSettings=",
        "function f(){f();algomoSettings={",
        "(function(){algomoSettings=",
        "f()+",
        "async function f(){",
        "(async()=>{",
        "-eyJa.eyJ",
        "a=/\\./;",
        "eyJa.eyJb.eyJc ",
        "({[",
        ")]}",
    ] {
        let start = "function f() { algomoSettings = {} }";
        let end = "algomoSettings = {}";
        let script = format!("{start};{}{end}", piece.repeat((1 << 17) / piece.len()));
        let start = std::time::Instant::now();
        checked(Page::of_settings_script([("", "")], &script), &world);
        assert!(start.elapsed().as_secs() < 20, "{piece}: {:?}", start.elapsed());
    }
}

proptest! {
    #[test]
    fn never_panics_on_bytes(bytes: Vec<u8>, name: String, value: Vec<u8>) {
        let [world, ..] = World::samples();
        checked(Page::new([(&name, &value)], &bytes), &world);
        checked(Page::of_settings_script([(&name, &value)], &bytes), &world);
    }

    #[test]
    fn never_panics_on_pieces(pieces in proptest::collection::vec(piece(), 0..40), policy in policy(), url: String) {
        let [world, ..] = World::samples();
        let html = pieces.concat().replace("TOKEN", &world.fill("{{token}}"));
        let headers = [("content-security-policy", &policy)];
        checked(Page::new(headers, &html).with_url(url), &world);
        checked(Page::of_settings_script(headers, &html), &world);
    }

    #[test]
    fn never_panics_on_a_damaged_page(file: Index, place: Index, cut in 0_usize..40, put: Vec<u8>) {
        let [world, ..] = World::samples();
        let all: Vec<_> = ["members", "guests", "faults"].into_iter().flat_map(files).collect();
        let mut text = world.fill(&file.get(&all).1).into_bytes();
        let start = place.index(text.len());
        let end = text.len().min(start + cut);
        text.splice(start..end, put);
        checked(Page::new([("cache-control", "private, no-store")], text), &world);
    }

    /// Whoever is logged in, and whatever else the page says.
    #[test]
    fn finds_whoever_the_page_names(id in 1_i64..1 << 53, name: String, text in "[^<&]{0,40}", nonce in "[A-Za-z0-9+/_-]{1,24}={0,2}") {
        for world in World::samples() {
            let auth = world.auth();
            let settings = auth.settings(Visitor::new(id).name(&name)).unwrap().with_nonce(&nonce).unwrap();
            let html = format!("<title>{text}</title><!-- {text} -->{settings}<style>{text}</style><p>{text}");
            let policy = format!("script-src 'nonce-{nonce}'");
            let headers = [("Cache-Control", "private, no-store"), ("Content-Security-Policy", policy.as_str())];
            let visitor = Page::new(headers, html).known_visitor(&auth).unwrap();
            prop_assert_eq!(visitor.id().as_integer(), Some(id));
            prop_assert_eq!(visitor.name(), Some(name.as_str()));
        }
    }
}
