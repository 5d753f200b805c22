//! Each public type of algomo-core and algomo-askama, with a value that holds whatever it can hold.

use algomo_askama::{algomo_settings, algomo_token};
use algomo_core::http::{
    CspNonce, FetchSite, ResponseMark, ResponseMint, ScriptAnswer, ScriptVisitor,
};
use algomo_core::testing::{Fault, Faults, Page};
use algomo_core::{Contract, CustomData, IdClaim, Settings, Visitor, VisitorAuth, VisitorSecret};
use web_cases::{Shown, assert_redacted};

use super::{VALUES, visitor};
use crate::support::{Current, NOW, SECRET, auth, auth_at, mint, parts};

const NONCE: &str = "Zm9ydHktdHdvLW5vbmNl";

/// Whatever must not be shown: the secret, the claims, the nonce, and the token in pieces.
fn assert_none_shows_more(krate: &str, shown: &[Shown]) {
    let token = mint(&auth(), &Current(visitor()));
    let [_, claims, signature] = parts(&token);
    let bytes = SECRET.bytes().map(|byte| byte.to_string()).take(4).collect::<Vec<_>>();
    let bytes = bytes.join(", ");
    let mut private =
        vec![SECRET, &*bytes, NONCE, "eyJ0", &claims[..8], claims, signature, &signature[..8]];
    private.extend(VALUES);
    assert_redacted(krate, shown, &[], &private);
}

fn settings(auth: &VisitorAuth) -> Settings {
    let settings = auth.settings(Current(visitor()));
    settings.and_then(|settings| settings.with_nonce(NONCE)).expect("no error")
}

/// A page in which everything is wrong.
fn page() -> Page {
    let settings = settings(&auth());
    let html = format!("<p>{settings}</p><p>{SECRET} {} {NONCE}</p>{settings}", settings.json());
    let policy = format!("script-src 'nonce-{NONCE}'");
    let headers = [
        ("content-type", "text/html"),
        ("cache-control", "public"),
        ("content-security-policy", &policy),
        ("cdn-cache-control", VALUES[1]),
        ("age", "8675309"),
    ];
    Page::new(headers, html)
}

/// The faults of the page for mints of the same secret, of another one, and of another time.
fn faults() -> Vec<Faults> {
    let other = VisitorSecret::new(SECRET.replace('0', "1")).expect("a secret");
    [auth(), auth_at(NOW + 60), auth_at(NOW - 10_000), VisitorAuth::new(other)]
        .into_iter()
        .map(|auth| page().known_visitor(&auth.with_contract(Contract::VisitorToken)))
        .map(|visitor| visitor.expect_err("everything is wrong with it"))
        .collect()
}

#[test]
fn each_type_of_the_core() {
    let auth = auth().with_widget_id("64b26869eccc94a185db7f18").expect("a widget id");
    let auth = auth.with_contract(Contract::AuthToken);
    let mint = ResponseMint::new(ResponseMark::new()).with_auth(Some(auth.clone()));
    let mint = mint.with_nonce(Some(NONCE));
    mint.settings(visitor()).expect("no error");
    let token = auth.token(visitor()).expect("no error").expect("a visitor");
    let twice = Visitor::new(VALUES[1]).company_namy(VALUES[5]).company_name(VALUES[5]);
    let mut shown = vec![
        Shown::of(&Contract::AuthToken),
        Shown::of(&CustomData::from_iter([(VALUES[6], VALUES[7])])),
        Shown::of(&VALUES[4].id_claim()),
        Shown::of(&visitor()),
        Shown::of(&VisitorSecret::new(SECRET).expect("a secret")),
        Shown::of(&auth),
        Shown::of(&token),
        Shown::of(&settings(&auth)),
        Shown::of(&auth.verify(token.as_str()).expect("a good token")),
        Shown::with_display(&auth.verify(VALUES[1]).expect_err("not a token")),
        Shown::with_display(&super::auth().token(twice).expect_err("a name twice")),
        Shown::of(mint.response()),
        Shown::of(&mint.response().head()),
        Shown::of(&mint),
        Shown::of(&FetchSite::of(["same-origin"])),
        Shown::of(&ScriptVisitor::Known(visitor())),
        Shown::of(&ScriptAnswer::new(&mint, &ScriptVisitor::Known(visitor())).expect("a script")),
        Shown::of(&page()),
    ];
    let faults = faults();
    shown.extend(faults.iter().map(Shown::with_display));
    let each: Vec<&Fault> = faults.iter().flatten().collect();
    assert!(each.len() > 10, "{each:?}");
    shown.extend(each.into_iter().map(Shown::with_display));
    let nonce = CspNonce::fresh().expect("the operating system has randomness");
    let fresh = Shown::of(&nonce);
    assert!(!format!("{fresh:?}").contains(nonce.as_str()));
    shown.push(fresh);
    assert_none_shows_more("algomo-core", &shown);
}

#[test]
fn each_type_of_the_askama_crate() {
    let auth = auth();
    let settings = algomo_settings::default();
    assert_none_shows_more(
        "algomo-askama",
        &[
            Shown::of(&settings),
            Shown::of(&settings.with_auth(&auth).with_nonce(NONCE)),
            Shown::of(&settings.with_0(Some(auth.clone())).with_1(Some(NONCE.to_owned()))),
            Shown::of(&algomo_token::default().with_auth(auth.clone())),
            Shown::of(&algomo_token::default().with_0(&auth)),
        ],
    );
}
