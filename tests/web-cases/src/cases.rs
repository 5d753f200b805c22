//! The table.

mod tenants;

use algomo_core::Error;

use self::tenants::tenants;
use crate::Step::{CspHash, Header, Mark, Settings, SettingsWithNonce, Status, Text, Token};
use crate::Who::{Blank, Guest, Member};
use crate::{A, Case, NEITHER, Nonce, Part, Step};

const NO_STORE: (&str, &str) = ("cache-control", "private, no-store");
const VARY: (&str, &str) = ("vary", "Cookie");

/// All cases.
pub fn cases() -> Vec<Case> {
    [minted(), guests(), untouched(), headers(), several_layers(), tenants(), nonces(), errors()]
        .concat()
}

/// A page of host A, with one layer and no nonce.
fn case(name: &'static str, steps: impl Into<Vec<Step>>) -> Case {
    Case {
        name,
        layers: 1,
        tenants: false,
        nonce: Nonce::Unused,
        vary_by: None,
        host: A,
        steps: steps.into(),
        status: 200,
        headers: Vec::new(),
        body: Vec::new(),
    }
}

impl Case {
    fn layers(self, layers: usize) -> Self {
        Self { layers, ..self }
    }

    fn of_tenant(self, host: &'static str) -> Self {
        Self { tenants: true, host, ..self }
    }

    fn nonce(self, nonce: Nonce) -> Self {
        Self { nonce, ..self }
    }

    fn vary_by(self, names: &'static [&'static str]) -> Self {
        Self { vary_by: Some(names), ..self }
    }

    fn answers(
        self,
        status: u16,
        headers: impl Into<Vec<(&'static str, &'static str)>>,
        body: impl Into<Vec<Part>>,
    ) -> Self {
        Self { status, headers: headers.into(), body: body.into(), ..self }
    }
}

fn minted() -> Vec<Case> {
    let page = |id| [Part::Settings(A, Member(id), None)];
    vec![
        case("a member's page", [Settings(Member(1))]).answers(200, [NO_STORE], page(1)),
        case("another member's page", [Settings(Member(2))]).answers(200, [NO_STORE], page(2)),
        case("a bare token", [Text("<"), Token(Member(3)), Text(">")]).answers(
            200,
            [NO_STORE],
            [Part::Text("<"), Part::Token(A, Member(3)), Part::Text(">")],
        ),
        case("a guest's part, then a member's", [Settings(Guest), Settings(Member(4))]).answers(
            200,
            [NO_STORE],
            [Part::Settings(A, Guest, None), Part::Settings(A, Member(4), None)],
        ),
        case("a member's 404", [Status(404), Settings(Member(5))]).answers(
            404,
            [NO_STORE],
            page(5),
        ),
        case(
            "a redirect with a token in it",
            [Status(303), Header("location", "/next"), Settings(Member(6))],
        )
        .answers(303, [NO_STORE, ("location", "/next")], page(6)),
        case("a page marked by hand", [Mark]).answers(200, [NO_STORE], []),
        case("a guest's page marked by hand", [Mark, Settings(Guest)]).answers(
            200,
            [NO_STORE],
            [Part::Settings(A, Guest, None)],
        ),
        case("the hash", [Settings(Member(7)), Text(" "), CspHash]).answers(
            200,
            [NO_STORE],
            [Part::Settings(A, Member(7), None), Part::Text(" "), Part::CspHash(A, Member(7))],
        ),
        case("the hashes of two", [Settings(Member(8)), Settings(Member(9)), CspHash]).answers(
            200,
            [NO_STORE],
            [
                Part::Settings(A, Member(8), None),
                Part::Settings(A, Member(9), None),
                Part::CspHash(A, Member(8)),
                Part::Text(" "),
                Part::CspHash(A, Member(9)),
            ],
        ),
    ]
}

fn guests() -> Vec<Case> {
    let page = [Part::Settings(A, Guest, None)];
    let varied = |name, value, varied| {
        case(name, [Header("vary", value), Settings(Guest)]).answers(200, [("vary", varied)], page)
    };
    vec![
        case("a guest's page", [Settings(Guest)]).answers(200, [VARY], page),
        case("a guest asks for a token", [Token(Guest)]).answers(200, [VARY], []),
        case("a guest's page has no hash", [Settings(Guest), CspHash]).answers(200, [VARY], page),
        case(
            "a guest's page stays cacheable",
            [
                Header("cache-control", "public, max-age=60"),
                Header("cdn-cache-control", "max-age=600"),
                Header("etag", "\"guest\""),
                Settings(Guest),
            ],
        )
        .answers(
            200,
            [
                ("cache-control", "public, max-age=60"),
                ("cdn-cache-control", "max-age=600"),
                ("etag", "\"guest\""),
                VARY,
            ],
            page,
        ),
        varied("a page that varies already", "Accept-Encoding", "Accept-Encoding, Cookie"),
        varied("a page that varies by its cookie already", "accept, cookie", "accept, cookie"),
        varied("a page that varies by everything", "*", "*"),
        case(
            "a page that varies in two lines",
            [Header("vary", "accept"), Header("vary", "hx-request"), Settings(Guest)],
        )
        .answers(200, [("vary", "accept, hx-request, Cookie")], page),
        case("no header to vary by", [Settings(Guest)]).vary_by(&[]).answers(200, [], page),
        case("other headers to vary by", [Settings(Guest)])
            .vary_by(&["authorization", "cookie"])
            .answers(200, [("vary", "Authorization, Cookie")], page),
        case("a member's page does not vary", [Settings(Member(1))])
            .vary_by(&["authorization"])
            .answers(200, [NO_STORE], [Part::Settings(A, Member(1), None)]),
    ]
}

/// Responses for which nobody asked the mint.
fn untouched() -> Vec<Case> {
    let cached = [
        ("cache-control", "public, max-age=31536000, immutable"),
        ("cdn-cache-control", "max-age=600"),
        ("etag", "\"asset\""),
        ("expires", "Thu, 01 Jan 2099 00:00:00 GMT"),
        ("surrogate-control", "max-age=600"),
        ("x-accel-expires", "600"),
    ];
    let set = cached.map(|(name, value)| Header(name, value));
    vec![
        case("a page without settings", [Text("hello")]).answers(200, [], [Part::Text("hello")]),
        case("an asset", set).answers(200, cached, []),
        case("an asset under two layers", set).layers(2).answers(200, cached, []),
        case("an answer to If-None-Match", [Status(304), Header("etag", "\"asset\"")]).answers(
            304,
            [("etag", "\"asset\"")],
            [],
        ),
        case("a redirect", [Status(303), Header("location", "/"), Header("set-cookie", "a=b")])
            .answers(303, [("location", "/"), ("set-cookie", "a=b")], []),
    ]
}

/// What an app sets beside the token.
fn headers() -> Vec<Case> {
    let beside_token = |name, set: &[(&'static str, &'static str)], left: &[_]| {
        let steps = set.iter().map(|&(name, value)| Header(name, value));
        let steps: Vec<_> = steps.chain([Settings(Member(1))]).collect();
        case(name, steps).answers(200, left, [Part::Settings(A, Member(1), None)])
    };
    let overruling = [
        ("cdn-cache-control", "max-age=600"),
        ("cloudflare-cdn-cache-control", "max-age=600"),
        ("surrogate-control", "max-age=600"),
        ("edge-control", "cache-maxage=600"),
        ("x-accel-expires", "600"),
        ("expires", "Thu, 01 Jan 2099 00:00:00 GMT"),
    ];
    let public = [("cache-control", "public, max-age=60")];
    // They name a version of the page, which nothing may store: no cache will ask about it.
    let validators =
        [("etag", "\"1\""), ("last-modified", "Thu, 01 Jan 2026 00:00:00 GMT"), ("pragma", "x")];
    let strict = ["no-store", "No-Store", "private,no-store , max-age=0", "a=\"b,c\", no-store"];
    let loose = [
        "no-cache",
        "private",
        "private, max-age=0, must-revalidate",
        "no-store, must-understand",
        "private=\"no-store\"",
        "no-store, private=\"",
    ];
    let mut cases = vec![
        beside_token("a public page", &public, &[NO_STORE]),
        beside_token("what overrules Cache-Control", &overruling, &[NO_STORE]),
        beside_token("all of it", &[&public[..], &overruling].concat(), &[NO_STORE]),
        beside_token("validators", &validators, &[&validators[..], &[NO_STORE]].concat()),
        beside_token(
            "two lines that are strict together",
            &[("cache-control", "private"), ("cache-control", "no-store")],
            &[("cache-control", "private"), ("cache-control", "no-store")],
        ),
        beside_token(
            "two lines of which the second loosens the first",
            &[("cache-control", "no-store"), ("cache-control", "must-understand")],
            &[NO_STORE],
        ),
        beside_token("its own Vary", &[("vary", "accept")], &[("vary", "accept"), NO_STORE]),
        beside_token(
            "strict and overruled",
            &[("cache-control", "no-store"), ("x-accel-expires", "600")],
            &[("cache-control", "no-store")],
        ),
    ];
    cases.extend(strict.map(|value| {
        beside_token(
            "strict enough to stay",
            &[("cache-control", value)],
            &[("cache-control", value)],
        )
    }));
    cases.extend(
        loose.map(|value| {
            beside_token("too loose to stay", &[("cache-control", value)], &[NO_STORE])
        }),
    );
    cases
}

fn several_layers() -> Vec<Case> {
    let cases =
        |layers| {
            [
                case("a member's page, several layers", [Settings(Member(1))])
                    .layers(layers)
                    .answers(200, [NO_STORE], [Part::Settings(A, Member(1), None)]),
                case("a guest's page, several layers", [Settings(Guest)]).layers(layers).answers(
                    200,
                    [VARY],
                    [Part::Settings(A, Guest, None)],
                ),
                case("a page marked by hand, several layers", [Mark]).layers(layers).answers(
                    200,
                    [NO_STORE],
                    [],
                ),
                case("the hash, several layers", [Settings(Member(2)), CspHash])
                    .layers(layers)
                    .answers(
                        200,
                        [NO_STORE],
                        [Part::Settings(A, Member(2), None), Part::CspHash(A, Member(2))],
                    ),
            ]
        };
    [cases(2), cases(3)].concat()
}

fn nonces() -> Vec<Case> {
    let page = |id, nonce| [Part::Settings(A, Member(id), Some(nonce))];
    let mut cases = vec![
        case("a nonce of the template's own", [SettingsWithNonce(Member(1), "b3du")]).answers(
            200,
            [NO_STORE],
            page(1, "b3du"),
        ),
    ];
    for nonce in ["Zmlyc3Q=", "c2Vjb25k", "dGhpcmQ_"] {
        for source in [Nonce::Extension(Some(nonce)), Nonce::Function(Some(nonce))] {
            cases.extend([
                case("a member's nonce", [Settings(Member(2))]).nonce(source).answers(
                    200,
                    [NO_STORE],
                    page(2, nonce),
                ),
                case("a guest's nonce", [Settings(Guest)]).nonce(source).answers(
                    200,
                    [VARY],
                    [Part::Settings(A, Guest, Some(nonce))],
                ),
                case("the template's nonce wins", [SettingsWithNonce(Member(3), "b3du")])
                    .nonce(source)
                    .answers(200, [NO_STORE], page(3, "b3du")),
                case("the nonce of two layers", [Settings(Member(4))])
                    .nonce(source)
                    .layers(2)
                    .answers(200, [NO_STORE], page(4, nonce)),
            ]);
        }
    }
    let missing =
        [Nonce::Extension(None), Nonce::OtherExtension("b3RoZXI="), Nonce::Function(None)];
    for source in missing {
        cases.extend([
            case("a member's nonce is missing", [Settings(Member(1))]).nonce(source).answers(
                500,
                [],
                [Part::Error(|| Error::MissingNonce)],
            ),
            case("a guest's nonce is missing", [Settings(Guest)]).nonce(source).answers(
                500,
                [],
                [Part::Error(|| Error::MissingNonce)],
            ),
            case("the template has its own", [SettingsWithNonce(Member(1), "b3du")])
                .nonce(source)
                .answers(200, [NO_STORE], page(1, "b3du")),
            case("a bare token needs none", [Token(Member(1))]).nonce(source).answers(
                200,
                [NO_STORE],
                [Part::Token(A, Member(1))],
            ),
            case("a tenant without Algomo needs none", [Settings(Member(1))])
                .nonce(source)
                .of_tenant(NEITHER)
                .answers(200, [VARY], []),
        ]);
    }
    cases
}

fn errors() -> Vec<Case> {
    let mut cases = vec![
        case("a user without an id", [Text("half a page"), Settings(Blank)]).answers(
            500,
            [VARY],
            [Part::Error(|| Error::BlankId)],
        ),
        case("a token for a user without an id", [Token(Blank)]).answers(
            500,
            [VARY],
            [Part::Error(|| Error::BlankId)],
        ),
    ];
    for nonce in ["", "not a nonce", "a\"><script>", "YQ===", "'none'", "é"] {
        for who in [Member(1), Guest] {
            cases.extend([
                case("an invalid nonce", [Settings(who)])
                    .nonce(Nonce::Extension(Some(nonce)))
                    .answers(500, [], [Part::Error(|| Error::InvalidNonce)]),
                case("an invalid nonce of the template's own", [SettingsWithNonce(who, nonce)])
                    .nonce(Nonce::Function(Some("Zmlyc3Q=")))
                    .answers(500, [], [Part::Error(|| Error::InvalidNonce)]),
            ]);
        }
    }
    cases
}
