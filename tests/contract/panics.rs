//! A panic of the application's own code passes through ours, and ours does not panic: no panic's message holds a secret, a token
//! or a claim, and the mint works as before.

use std::cell::RefCell;
use std::fmt;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Once};
use std::time::Duration;

use algomo_core::http::{
    FetchSite, Head, ResponseMark, ResponseMint, forbids_storing, overrules_no_store, vary_by,
};
use algomo_core::testing::Page;
use algomo_core::{
    AlgomoVisitor, Contract, CustomData, IdClaim, IdValue, TextClaim, Visitor, VisitorAuth,
    VisitorSecret,
};
use algomo_tests::vectors::at;

use crate::support::{
    Current, EXP, HEADER, NOBODY, NOW, SECRET, WAYS, Way, auth, mint, parts, sign,
};

/// What the application panics with.
const OWN: &str = "a panic of the application's own";

const NAME: &str = "Zaphod";

thread_local! {
    /// What this thread's panics said, while somebody listens.
    static SAID: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

fn hear(info: &PanicHookInfo<'_>) -> bool {
    SAID.with_borrow_mut(|said| said.as_mut().map(|said| said.push(info.to_string())).is_some())
}

/// Runs something, and returns what it returned, if it did, and what its panics said.
fn listen<T>(run: impl FnOnce() -> T) -> (Option<T>, Vec<String>) {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let earlier = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !hear(info) {
                earlier(info);
            }
        }));
    });
    SAID.set(Some(Vec::new()));
    let outcome = panic::catch_unwind(AssertUnwindSafe(run)).ok();
    (outcome, SAID.take().unwrap_or_default())
}

/// A member with claims of every kind, which change with the number.
fn member(number: u32) -> Visitor<'static> {
    Visitor::new(number)
        .name(format!("{NAME} {number}"))
        .custom("planet", format!("Betelgeuse {number}"))
}

/// Panics where a test asks for it, else does as an application should.
struct Fragile {
    number: u32,
    breaks: Place,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Visitor,
    Id,
    Name,
    Nowhere,
}

impl Fragile {
    fn reach(&self, place: Place) {
        assert!(self.breaks != place, "{OWN}");
    }
}

impl AlgomoVisitor for Fragile {
    fn visitor(&self) -> Option<Visitor<'_>> {
        self.reach(Place::Visitor);
        Some(
            Visitor::new(self)
                .name(Name(self))
                .custom("planet", "Betelgeuse")
                .contract(Contract::AuthToken),
        )
    }
}

impl IdClaim for Fragile {
    fn id_claim(&self) -> IdValue<'_> {
        self.reach(Place::Id);
        self.number.id_claim().into_owned()
    }
}

struct Name<'a>(&'a Fragile);

impl TextClaim for Name<'_> {
    fn text_claim(&self) -> Option<std::borrow::Cow<'_, str>> {
        self.0.reach(Place::Name);
        Some(NAME.into())
    }
}

/// A writer that takes so many bytes, and then panics.
struct Breaks(usize);

impl fmt::Write for Breaks {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.checked_sub(text.len()).expect(OWN);
        Ok(())
    }
}

/// Asserts that the application's panic came through as it was, once, and nothing with it.
#[track_caller]
fn assert_only_ours<T>((outcome, said): (Option<T>, Vec<String>), what: &str) {
    assert!(outcome.is_none(), "{what}: it did not panic");
    assert_eq!(said.len(), 1, "{what}: {said:?}");
    assert!(said[0].contains(OWN), "{what}: {said:?}");
    assert_silent(&said, what);
}

/// Asserts that nothing private was said.
#[track_caller]
fn assert_silent(said: &[String], what: &str) {
    let token = mint(&auth(), &Current(member(1)));
    let [_, claims, signature] = parts(&token);
    for private in [SECRET, &SECRET[..12], NAME, "Betelgeuse", "eyJ0", claims, signature] {
        assert!(
            said.iter().all(|said| !said.contains(private)),
            "{what}: {private} is in {said:?}"
        );
    }
}

/// What each way to the page returned with this user, and what its panics said.
fn ways(
    auth: &VisitorAuth,
    user: &dyn AlgomoVisitor,
) -> Vec<(&'static str, Option<String>, Vec<String>)> {
    let run = |(name, way): (_, Way)| {
        let (outcome, said) = listen(|| way(auth, user));
        (name, outcome.map(|outcome| outcome.expect("a good user")), said)
    };
    WAYS.map(run).into()
}

#[test]
fn a_user_that_panics_leaves_the_mint_as_it_was() {
    let auth = auth();
    for (number, place) in (1..).zip([Place::Visitor, Place::Id, Place::Name]) {
        let good = Fragile { number, breaks: Place::Nowhere };
        let expected = ways(&auth, &good);
        assert!(expected.iter().all(|(_, html, _)| html.is_some()));
        for (way, html, said) in ways(&auth, &Fragile { number, breaks: place }) {
            assert_only_ours((html, said), &format!("{way}, {place:?}"));
        }
        assert_eq!(ways(&auth, &good), expected, "{place:?}");
    }
}

#[test]
fn a_clock_that_panics_leaves_the_mint_as_it_was() {
    let calls = Arc::new(AtomicU32::new(0));
    let clock = Arc::clone(&calls);
    let auth = auth().with_clock(move || {
        assert!(clock.fetch_add(1, Ordering::Relaxed).is_multiple_of(2), "{OWN}");
        at(NOW)
    });
    for number in 1..20 {
        let expected = mint(&self::auth(), &Current(member(number)));
        assert_eq!(mint(&auth, &Current(member(number))), expected);
        let minted = listen(|| auth.token(Current(member(number))).map(|_| ()));
        assert_only_ours(minted, "token");
        assert!(auth.verify(&expected).is_ok());
        assert_only_ours(listen(|| auth.verify(&expected).map(|_| ())), "verify");
    }
}

#[test]
fn a_hook_that_panics_sees_the_error_and_nothing_else() {
    let auth = auth().anonymous_on_error(|error| panic!("{OWN}: {error} {error:?}"));
    for user in [Visitor::new(" ").name(NAME), member(1).company_namy("Betelgeuse")] {
        for (way, html, said) in ways(&auth, &Current(user)) {
            assert_only_ours((html, said), way);
        }
    }
    let token = mint(&auth, &Current(member(2)));
    assert_eq!(token, mint(&self::auth(), &Current(member(2))));
}

#[test]
fn a_writer_that_panics_says_what_it_wants() {
    let auth = auth();
    let mut html = String::new();
    assert_eq!(auth.write_settings(Current(member(3)), None, &mut html), Ok(true));
    for bytes in (0..html.len()).step_by(23) {
        let written = listen(|| auth.write_settings(Current(member(3)), None, &mut Breaks(bytes)));
        assert_only_ours(written, "write_settings");
    }
    let mut again = String::new();
    assert_eq!(auth.write_settings(Current(member(3)), None, &mut again), Ok(true));
    assert_eq!(again, html);
    assert!(html.contains(&mint(&auth, &Current(member(3)))));
}

/// A panic while a response is rendered marks nothing that was not minted, and what was minted stays marked.
#[test]
fn a_mark_outlives_a_panic() {
    for (minted, head) in [(false, Head::Vary), (true, Head::NoStore)] {
        let response = ResponseMint::new(ResponseMark::new()).with_auth(Some(auth()));
        if minted {
            response.token(Current(member(4))).expect("no error");
        }
        let broken = Fragile { number: 4, breaks: Place::Visitor };
        assert_only_ours(listen(|| response.settings(&broken).map(|_| ())), "settings");
        assert_eq!(response.response().send_head(), head);
    }
}

/// Troublesome texts of every kind, among them those that look like a secret, a token or a part of one.
fn hostile() -> Vec<String> {
    let token = mint(&auth(), &Current(member(5)));
    let [header, claims, signature] = parts(&token);
    let mut texts: Vec<String> = [
        "",
        " ",
        "\0",
        "\n",
        "\r\n",
        "\"",
        "'",
        "`",
        "<",
        "</script>",
        "<!--",
        "\\",
        "\\u0000",
        "é",
        "\u{feff}",
        "\u{202e}",
        "\u{10ffff}",
        "\u{2028}",
        "🦀",
        "%s%n",
        "../../etc/passwd",
        "/run/secrets/algomo",
        "$ALGOMO",
        "${X}",
        "{{ x }}",
        "A=b",
        "-----BEGIN KEY-----",
        "{}",
        "[]",
        "null",
        "1e999",
        "-0",
        "NaN",
        "9007199254740993",
        "18446744073709551616",
        ".",
        "..",
        "...",
        "a.b.c",
        "=",
        "==",
        "no-store",
        "private, no-store",
        "must-understand",
        "sha256-",
        "id",
        "src",
        "onload",
        "data-",
        "https://",
        "//",
        "javascript:alert(1)",
        SECRET,
        &token,
        header,
        claims,
        signature,
    ]
    .map(str::to_owned)
    .into();
    let cut = |text: &String| {
        let middle = (0..=text.len() / 2).rev().find(|&end| text.is_char_boundary(end));
        text[..middle.unwrap_or_default()].to_owned()
    };
    let more: Vec<_> = texts
        .iter()
        .flat_map(|text| [cut(text), format!("{text}{text}"), text.repeat(40)])
        .collect();
    texts.extend(more);
    // Longer than a token may be.
    texts.push("a\u{301}\"".repeat(20_000));
    texts
}

/// Every call of the core that takes a caller's text. What it returns is looked at elsewhere.
fn call_everything(text: &str) {
    let auth = auth();
    let secrets = [
        VisitorSecret::new(text),
        VisitorSecret::new_allowing_short(text),
        VisitorSecret::from_bytes(text.as_bytes()),
        VisitorSecret::from_bytes(&[text.as_bytes(), &[0xff]].concat()),
        VisitorSecret::try_from(jsonwebtoken::EncodingKey::from_secret(text.as_bytes())),
        VisitorSecret::from_file(text),
    ];
    let mints = secrets.into_iter().flatten().map(VisitorAuth::new);
    let mut mints: Vec<_> = mints.chain([auth.clone(), VisitorAuth::disabled()]).collect();
    let configured = [
        auth.clone().with_widget_id(text),
        auth.clone().with_loader_url(text),
        auth.clone().with_script_attributes([(text, "value")]),
        auth.clone().with_script_attributes([("data-x", text), ("data-y", text)]),
        auth.clone().with_ttl(Duration::from_millis(text.len() as u64)),
        auth.clone().with_leeway(Duration::from_secs(text.len() as u64)),
    ];
    mints.extend(configured.into_iter().flatten());
    let data = CustomData::from_iter([(text, text)]);
    let users = [
        Visitor::new(text),
        Visitor::new(1).name(text).email(text).company_id(text).company_name(text),
        Visitor::new(2).avatar(text).custom(text, text).contract(Contract::AuthToken),
        Visitor::new(3).custom_data(data).custom(text, "").company_namy(text),
    ];
    for auth in &mints {
        for user in &users {
            call_mint(auth, user, text);
        }
        let _ = auth.settings(NOBODY);
    }
    let _ = auth.verify(text);
    for (header, payload) in [
        (text, format!(r#"{{"id":1,"exp":{EXP}}}"#)),
        (HEADER, text.to_owned()),
        (HEADER, format!(r#"{{"id":"{text}","exp":{EXP}}}"#)),
        (HEADER, format!(r#"{{"id":1,"exp":{text}}}"#)),
        (HEADER, format!(r#"{{"id":1,"{text}":1,"exp":{EXP}}}"#)),
    ] {
        let _ = auth.verify(&sign(header, payload));
    }
    let _ = (forbids_storing([text, text]), overrules_no_store(text), FetchSite::of([text]));
    let _ = vary_by([text, text], [text]);
    let page =
        Page::new([(text, text), ("content-type", text), ("content-security-policy", text)], text);
    let script = Page::of_settings_script([("cache-control", text)], text);
    for page in [page.with_url(text), script] {
        let _ = (
            page.visitor(&auth),
            page.known_visitor(&auth),
            page.check_without_secret(&VisitorAuth::disabled()),
        );
    }
}

fn call_mint(auth: &VisitorAuth, user: &Visitor<'_>, text: &str) {
    let response =
        ResponseMint::new(ResponseMark::new()).with_auth(Some(auth.clone())).with_nonce(Some(text));
    let _ = (response.settings(user), response.token(user), response.csp_hash(), response.mark());
    let _ = (response.response().send_head(), response.settings(user));
    let _ = auth.write_settings(user, Some(text), &mut String::new());
    let _ = (auth.token(user), serde_json::to_string(user));
    if let Ok(settings) = auth.settings(user) {
        let _ = (
            settings.to_string(),
            settings.csp_hash(),
            settings.script().to_string(),
            settings.json().to_string(),
        );
        let _ = (settings.clone().with_nonce(text), settings.with_widget_id(text));
    }
}

#[test]
fn no_text_makes_a_call_panic() {
    for text in hostile() {
        let (outcome, said) = listen(|| call_everything(&text));
        assert_silent(&said, &text);
        assert!(outcome.is_some(), "{text:?}: {said:?}");
    }
}
