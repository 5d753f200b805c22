//! Each page in `pages/`, in several worlds.

use algomo_core::testing::{Fault, Faults, Page};
use algomo_core::{Contract, VerifyError, Visitor, VisitorAuth};
use algomo_testing_tests::{World, files};

#[test]
fn the_widget_sees_the_member() -> Result<(), Faults> {
    for (name, file) in files("members") {
        for world in World::samples() {
            let page = world.page(&file);
            let visitor = page
                .known_visitor(&world.auth())
                .unwrap_or_else(|faults| panic!("{name}: {faults}"));
            // The other contract has text only.
            let id = visitor.id().to_string();
            assert_eq!(id, world.id.to_string(), "{name}");
            assert_eq!(visitor.name(), Some(world.name.as_str()), "{name}");
            assert!(page.check_without_secret(&world.without_secret())?, "{name}");
        }
    }
    Ok(())
}

#[test]
fn the_widget_sees_a_guest() -> Result<(), Faults> {
    for (name, file) in files("guests") {
        for world in World::samples() {
            let page = world.page(&file);
            let visitor =
                page.visitor(&world.auth()).unwrap_or_else(|faults| panic!("{name}: {faults}"));
            assert!(visitor.is_none(), "{name}");
            assert!(!page.check_without_secret(&world.without_secret())?, "{name}");
            let faults = page.known_visitor(&world.auth()).expect_err("a guest");
            assert_eq!(faults.as_slice(), [Fault::NoSettings], "{name}");
        }
    }
    Ok(())
}

/// The faults, and how the names of their pages begin.
fn faults() -> [(&'static str, Fault); 67] {
    [
        ("not-html", Fault::NotHtml),
        ("compressed", Fault::Compressed),
        ("sandboxed", Fault::Sandboxed),
        ("no-widget-id", Fault::NoWidgetId),
        ("no-widget", Fault::NoWidget),
        ("no-loader", Fault::NoLoader),
        ("loader-twice", Fault::LoaderTwice),
        ("loader-blocked", Fault::LoaderBlocked),
        ("settings-after-loader", Fault::SettingsAfterLoader),
        ("settings-twice", Fault::SettingsTwice),
        ("settings-not-run-in-a-comment", not_run("a comment")),
        ("settings-not-run-in-a-template", not_run("a <template> element")),
        ("settings-not-run-in-a-noscript", not_run("a <noscript> element")),
        ("settings-not-run-in-a-textarea", not_run("a <textarea> element")),
        ("settings-not-run-in-a-title", not_run("a <title> element")),
        ("settings-not-run-in-a-style", not_run("a <style> element")),
        ("settings-not-run-in-an-iframe", not_run("an element of raw text")),
        ("settings-not-run-in-a-xmp", not_run("an element of raw text")),
        ("settings-not-run-in-a-noembed", not_run("an element of raw text")),
        ("settings-not-run-of-a", not_run("a <script> element whose type is not JavaScript")),
        ("settings-not-run-beside-a-source", not_run("a <script> element with a src attribute")),
        (
            "settings-not-run-without-modules",
            not_run("a <script> element with the attribute nomodule"),
        ),
        ("settings-not-run-without-an-end", not_run("a <script> element without an end tag")),
        ("settings-not-on-window", Fault::SettingsNotOnWindow),
        ("settings-in-quotes", Fault::SettingsInQuotes),
        ("settings-escaped", Fault::SettingsEscaped),
        ("settings-unreadable", Fault::SettingsUnreadable),
        ("token-visible", Fault::TokenVisible),
        ("token-misplaced-in-a-script", misplaced("a script, outside of window.algomoSettings")),
        ("token-misplaced-in-an-inner-value", misplaced("an inner value of the settings")),
        ("token-misplaced-in-the-attribute-data-token", misplaced("the attribute data-token")),
        ("token-misplaced-in-the-attribute-content", misplaced("the attribute content")),
        ("token-misplaced-in-the-attribute-onclick", misplaced("the attribute onclick")),
        ("token-misplaced-in-the-attribute-href", misplaced("the attribute href")),
        ("token-misplaced-in-the-attribute-src", misplaced("the attribute src")),
        ("token-misplaced-in-an-attribute", misplaced("an attribute")),
        ("key-misspelled", Fault::KeyMisspelled),
        ("both-keys", Fault::BothKeys),
        ("token-not-quoted", Fault::TokenNotQuoted),
        ("token-empty", Fault::TokenEmpty),
        ("token-unreadable", Fault::TokenUnreadable),
        ("wrong-secret", Fault::WrongSecret),
        ("expired", Fault::Expired),
        ("expires-too-soon", Fault::ExpiresTooSoon),
        ("lives-too-long", Fault::LivesTooLong),
        ("id-rounded", Fault::IdRounded { claim: "id" }),
        ("company-id-rounded", Fault::IdRounded { claim: "companyId" }),
        ("refused-placeholder", Fault::TokenRefused(VerifyError::NotCompact)),
        ("refused-without-exp", Fault::TokenRefused(VerifyError::MissingClaim { claim: "exp" })),
        ("refused-algorithm", Fault::TokenRefused(VerifyError::UnsupportedAlgorithm)),
        ("refused-blank-id", Fault::TokenRefused(VerifyError::BlankId)),
        ("refused-integer-id", Fault::TokenRefused(VerifyError::InvalidClaim { claim: "id" })),
        ("nonce-not-in-policy", Fault::NonceNotInPolicy),
        ("nonce-missing", Fault::NonceMissing),
        ("hash-not-in-policy", Fault::HashNotInPolicy),
        ("inline-blocked", Fault::InlineBlocked),
        ("cacheable", Fault::Cacheable),
        ("overruled-by-cdn-cache-control", overruled("cdn-cache-control")),
        ("overruled-by-surrogate-control", overruled("surrogate-control")),
        ("overruled-by-x-accel-expires", overruled("x-accel-expires")),
        ("from-cache-status", from_cache("cache-status")),
        ("from-x-cache-status", from_cache("x-cache-status")),
        ("from-cf-cache-status", from_cache("cf-cache-status")),
        ("from-cache-hit", from_cache("x-cache")),
        ("from-cache", from_cache("age")),
        ("guest-page-shared", Fault::GuestPageShared),
        ("other-contract", other_contract()),
    ]
}

/// The fault that a page is named after.
fn fault_of(name: &str) -> Fault {
    let found = faults().into_iter().find(|(start, _)| name.starts_with(start));
    found.unwrap_or_else(|| panic!("{name} is not the name of a fault")).1
}

#[test]
fn each_fault_has_a_page() {
    let files = files("faults");
    for (start, fault) in faults() {
        let has_page =
            files.iter().any(|(name, _)| name.starts_with(start) && fault_of(name) == fault);
        assert!(has_page, "{start}");
    }
}

fn not_run(place: &'static str) -> Fault {
    Fault::SettingsNotRun { place }
}

fn misplaced(place: &str) -> Fault {
    Fault::TokenMisplaced { place: place.into() }
}

fn overruled(header: &str) -> Fault {
    Fault::Overruled { header: header.into() }
}

fn from_cache(header: &str) -> Fault {
    Fault::FromCache { header: header.into() }
}

fn other_contract() -> Fault {
    Fault::OtherContract { expected: Contract::VisitorToken, found: Contract::AuthToken }
}

#[test]
fn each_fault_is_found_and_nothing_else() {
    for (name, file) in files("faults") {
        let fault = fault_of(&name);
        for world in World::samples() {
            let mut auth = world.auth();
            if fault == other_contract() {
                auth = auth.with_contract(Contract::VisitorToken);
            }
            let faults = world.page(&file).visitor(&auth).expect_err(&name);
            assert_eq!(faults.as_slice(), std::slice::from_ref(&fault), "{name}");
        }
    }
}

/// A page with a token is never a guest's, wherever the token stands.
#[test]
fn a_token_that_a_cache_may_keep_is_a_fault_wherever_it_stands() {
    let mut pages = 0;
    for (name, file) in files("faults") {
        let is_of_headers = ["cacheable", "not-html"].iter().any(|start| name.starts_with(start));
        if is_of_headers || !file.contains("{{token") {
            continue;
        }
        pages += 1;
        let kept = file.replacen("private, no-store", "private, max-age=3600", 1);
        assert_ne!(kept, file, "{name}");
        for world in World::samples() {
            let faults = world.page(&kept).visitor(&world.auth()).expect_err(&name);
            assert!(faults.as_slice().contains(&Fault::Cacheable), "{name}: {faults}");
            assert!(faults.as_slice().contains(&fault_of(&name)), "{name}: {faults}");
        }
    }
    assert!(pages > 60);
}

#[test]
fn without_the_secret_everything_but_the_signature_is_checked() {
    for (name, file) in files("faults") {
        for world in World::samples() {
            let mut auth = world.without_secret();
            if name == "other-contract" {
                auth = auth.with_contract(Contract::VisitorToken);
            }
            let result = world.page(&file).check_without_secret(&auth);
            if name == "wrong-secret" {
                assert_eq!(result.as_ref(), Ok(&true));
                assert!(world.page(&file).visitor(&world.auth()).is_err());
            } else {
                assert_eq!(result.expect_err(&name).as_slice(), [fault_of(&name)], "{name}");
            }
        }
    }
}

#[test]
fn faults_add_up_and_each_is_a_sentence_that_holds_no_secret() {
    let file = "Content-Type: text/html\nContent-Security-Policy: script-src 'nonce-{{nonce}}'\n\n\
                <script src='https://app.algomo.com/algomo.min.js' async></script>\
                <script nonce='{{other-nonce}}'>algomoSettings = { authToken: '{{expired-token}}' }</script>";
    for world in World::samples() {
        let auth = world.auth().with_contract(Contract::VisitorToken);
        let faults = world.page(file).visitor(&auth).expect_err("faults");
        let expected = [
            Fault::SettingsAfterLoader,
            Fault::NoWidgetId,
            Fault::NonceNotInPolicy,
            Fault::LoaderBlocked,
            other_contract(),
            Fault::TokenRefused(VerifyError::InvalidClaim { claim: "id" }),
            Fault::Cacheable,
        ];
        assert_eq!(faults.as_slice(), expected);
        let text = faults.to_string();
        assert_eq!(format!("{faults:?}"), text);
        assert!(text.starts_with("The page has 7 faults:\n1. The settings may run only after"));
        assert_eq!(text.lines().count(), 8);
    }
    for (name, file) in files("faults") {
        for world in World::samples() {
            let text = Faults::from(fault_of(&name)).to_string();
            assert!(
                text.starts_with(|first: char| first.is_uppercase() || text.starts_with("window.")),
                "{text}"
            );
            assert!(
                text.ends_with(['.', '?']) && text.contains(". ") && !text.contains("  "),
                "{text}"
            );
            let shown = format!("{text}{:?}", world.page(&file));
            for secret in [&world.secret, &world.nonce, "eyJ"] {
                assert!(!shown.contains(secret), "{name}: {shown}");
            }
        }
    }
}

#[test]
fn a_token_that_is_refused_comes_with_what_to_do() {
    let the_claims = "Compare the claims with those of the contract";
    let the_clocks = "Compare the clocks of the server and the verifier.";
    let claim = "email";
    let contract = Contract::VisitorToken;
    for (error, advice) in [
        (VerifyError::Disabled, "Check the page with a VisitorAuth that has the secret."),
        (VerifyError::NotCompact, "Is the template's placeholder still there"),
        (VerifyError::UnsupportedAlgorithm, "Sign it with HS256"),
        (VerifyError::MissingClaim { claim }, "Add it to the payload."),
        (VerifyError::InvalidClaim { claim }, the_claims),
        (VerifyError::UnsupportedClaim { claim, contract }, the_claims),
        (VerifyError::BlankId, "Give each visitor an id of their own"),
        (VerifyError::NotYetValid, the_clocks),
        (VerifyError::ClockOutOfRange, the_clocks),
        (VerifyError::InvalidEncoding { part: "header" }, "Mint it with VisitorAuth::token"),
    ] {
        let reason = error.to_string();
        let text = Fault::TokenRefused(error).to_string();
        assert!(
            text.starts_with(&format!("The widget refuses the token: {reason}. {advice}")),
            "{text}"
        );
    }
}

#[test]
fn faults_are_read_one_by_one() {
    let [world, ..] = World::samples();
    let page = world.page("Content-Type: text/html\n\n{{settings}}{{settings}}");
    let faults = page.visitor(&world.auth()).expect_err("three faults");
    let expected = [Fault::SettingsTwice, Fault::LoaderTwice, Fault::Cacheable];
    assert_eq!(faults.as_slice(), expected);
    assert!(faults.iter().eq(&expected));
    assert!((&faults).into_iter().eq(&expected));
    assert!(faults.clone().into_iter().eq(expected));
    let debug: Vec<_> = faults.iter().map(|fault| format!("{fault:?}")).collect();
    let display: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(debug, display);
}

#[test]
fn a_page_shows_its_length_and_nothing_else() {
    let page = Page::new([("Set-Cookie", "session=1")], "<p>Ada");
    assert_eq!(format!("{page:?}"), "Page { bytes: 6, .. }");
}

#[test]
fn the_two_mints_of_a_test_may_differ_in_what_they_allow() -> Result<(), Faults> {
    let [world, ..] = World::samples();
    let page = world.page("Cache-Control: private, no-store\n\n{{settings}}");
    let strict = world.auth().with_max_life(std::time::Duration::from_secs(10));
    assert_eq!(page.visitor(&strict).expect_err("a long life").as_slice(), [Fault::LivesTooLong]);
    let later = World { now: world.now + 40, ..world.clone() };
    assert_eq!(page.visitor(&later.auth()).expect_err("too late").as_slice(), [Fault::Expired]);
    let lenient = later.auth().with_leeway(std::time::Duration::from_secs(60)).expect("a leeway");
    assert_eq!(page.known_visitor(&lenient)?.id().as_integer(), Some(world.id));
    let faults = page.visitor(&VisitorAuth::disabled()).expect_err("no secret");
    assert_eq!(faults.as_slice(), [Fault::TokenRefused(VerifyError::Disabled)]);
    Ok(())
}

#[test]
fn a_loader_of_the_own_host_depends_on_the_address() -> Result<(), Faults> {
    let [world, ..] = World::samples();
    let guest = |source: &str| {
        let policy = format!("script-src {source}");
        Page::new(
            [("Content-Security-Policy", policy.as_str())],
            "<script defer src=chat/widget.js widget=dev></script>",
        )
    };
    let here = |source: &str| guest(source).with_url("https://shop.example:8443/cart");
    for source in ["'self'", "shop.example:8443", "https://shop.example:8443/chat/", "https:"] {
        guest(source).visitor(&world.auth())?;
        here(source).visitor(&world.auth())?;
    }
    for source in ["shop.example", "https://shop.example:8443/cart", "https://other.example"] {
        guest(source).visitor(&world.auth())?;
        let faults = here(source).visitor(&world.auth()).expect_err(source);
        assert_eq!(faults.as_slice(), [Fault::LoaderBlocked], "{source}");
    }
    assert!(guest("'none'").visitor(&world.auth()).is_err());
    Ok(())
}

#[test]
fn strict_dynamic_switches_unsafe_inline_off() {
    let [world, ..] = World::samples();
    let page = |policy: &str| {
        let file = format!(
            "Cache-Control: private, no-store\nContent-Security-Policy: {policy}\n\n{{{{settings}}}}"
        );
        world.page(&file)
    };
    assert!(page("script-src 'unsafe-inline' https:").visitor(&world.auth()).is_ok());
    let faults = page("script-src 'unsafe-inline' https: 'strict-dynamic'").visitor(&world.auth());
    assert_eq!(
        faults.expect_err("blocked").as_slice(),
        [Fault::InlineBlocked, Fault::LoaderBlocked]
    );
}

#[test]
fn a_page_without_the_widget_is_fine_where_something_else_loads_it() -> Result<(), Faults> {
    let [world, ..] = World::samples();
    let page = Page::new([("Content-Type", "text/html")], "<h1>Shop</h1>").with_loader_elsewhere();
    assert!(page.visitor(&world.auth())?.is_none());
    let member = world.auth().settings(Visitor::new(world.id)).expect("settings");
    let page =
        Page::new([("Cache-Control", "private, no-store")], member.settings_element().to_string());
    assert_eq!(page.visitor(&world.auth()).expect_err("no loader").as_slice(), [Fault::NoLoader]);
    assert!(page.with_loader_elsewhere().visitor(&world.auth())?.is_some());
    Ok(())
}
