//! What a template can pass as `auth`: any `Mint`, for any contract.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use algomo_core::http::{Head, ResponseMark, ResponseMint};
use algomo_core::{
    AlgomoVisitor, Contract, Error, Mint, Settings, Visitor, VisitorAuth, VisitorToken,
};
use askama::Template;

use crate::support::{NONCE, User, auth, auth_with_widget, nameless, settings, user};

/// Both filters, with every form of the arguments.
#[derive(Template)]
#[template(
    ext = "html",
    source = "{{ user|algomo_askama::algomo_settings(auth) -}}
        |{{ user|algomo_askama::algomo_settings(auth = auth) -}}
        |{{ user|algomo_askama::algomo_settings(auth, nonce = nonce) -}}
        |{{ user|algomo_askama::algomo_token(auth) -}}
        |{{ user|algomo_askama::algomo_token(auth = auth) }}"
)]
struct Page<'a, M: Mint> {
    user: &'a dyn AlgomoVisitor,
    auth: M,
    nonce: Option<&'a str>,
}

/// Asserts that a page with this mint is the page of `expected`.
#[track_caller]
fn assert_mints_like(expected: &VisitorAuth, minting: impl Mint) {
    for user in [&user() as &dyn AlgomoVisitor, &Visitor::new(7), &None::<User>] {
        let plain = settings(expected, &user, None);
        let with_nonce = settings(expected, &user, Some(NONCE));
        let token = expected.token(user).expect("no error").map_or(String::new(), String::from);
        let page = Page { user, auth: &minting, nonce: Some(NONCE) };
        let html = page.render().expect("it renders");
        assert_eq!(html, [plain.as_str(), &plain, &with_nonce, &token, &token].join("|"));
    }
}

#[test]
fn a_mint_is_taken_by_value_by_reference_behind_pointers_and_behind_dyn() {
    for auth in [auth(), auth_with_widget()] {
        assert_mints_like(&auth, &auth);
        assert_mints_like(&auth, auth.clone());
        assert_mints_like(&auth, Some(auth.clone()));
        assert_mints_like(&auth, Some(&auth));
        assert_mints_like(&auth, Box::new(auth.clone()));
        assert_mints_like(&auth, Rc::new(auth.clone()));
        assert_mints_like(&auth, Arc::new(auth.clone()));
        assert_mints_like(&auth, &auth as &dyn Mint);
        assert_mints_like(&auth, Arc::new(auth.clone()) as Arc<dyn Mint>);
    }
}

#[test]
fn no_mint_renders_nothing_and_a_disabled_one_the_loader() {
    let user = user();
    for nonce in [None, Some(NONCE)] {
        let page = Page { user: &user, auth: None::<VisitorAuth>, nonce };
        assert_eq!(page.render().expect("it renders"), "||||");
    }
    let disabled = VisitorAuth::disabled().with_widget_id("64b26869eccc94a185db7f18");
    let disabled = disabled.expect("a widget id");
    let page = Page { user: &user, auth: &disabled, nonce: None };
    let loader = settings(&auth_with_widget(), &None::<User>, None);
    assert_eq!(page.render().expect("it renders"), format!("{loader}|{loader}|{loader}||"));
    // A nonce is checked although nothing is rendered.
    let page = Page { user: &user, auth: None::<VisitorAuth>, nonce: Some("no nonce") };
    assert!(page.render().is_err());
}

/// The filters mark the response through the mint that they are given, and only where it can mint.
#[test]
fn a_members_page_is_cacheable_if_its_mint_never_mints() {
    for user in [&user() as &dyn AlgomoVisitor, &Visitor::new(7)] {
        for (minting, head) in [
            (Some(auth_with_widget()), Head::NoStore),
            (Some(VisitorAuth::disabled()), Head::Vary),
            (None, Head::Vary),
        ] {
            let response = ResponseMint::new(ResponseMark::new()).with_auth(minting);
            let page = Page { user, auth: &response, nonce: Some(NONCE) };
            assert_eq!(page.render().expect("it renders").contains("eyJ"), head == Head::NoStore);
            assert_eq!(response.response().send_head(), head);
        }
    }
}

#[test]
fn the_mints_contract_reaches_the_page() {
    for (contract, key) in
        [(Contract::VisitorToken, "visitorToken"), (Contract::AuthToken, "authToken")]
    {
        let auth = auth().with_contract(contract);
        let visitor = Visitor::new(1);
        let html = Page { user: &visitor, auth: &auth, nonce: None }.render().expect("it renders");
        assert!(html.contains(&format!("{{\"{key}\":\"ey")), "{html}");
        assert_mints_like(&auth, &auth);
    }
    // A user that declares another contract is an error, and one that declares its own decides where the mint has none.
    let declared = Visitor::new(1).contract(Contract::AuthToken);
    let old = auth().with_contract(Contract::VisitorToken);
    let error = Page { user: &declared, auth: &old, nonce: None }.render().expect_err("refused");
    assert_eq!(error.to_string(), old.token(&declared).expect_err("refused").to_string());
    let html = Page { user: &declared, auth: &auth(), nonce: None }.render().expect("it renders");
    assert!(html.contains("{\"authToken\":\"ey"), "{html}");
}

#[test]
fn an_anonymous_page_goes_out_where_the_mint_is_told_so() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&calls);
    let auth = auth_with_widget().anonymous_on_error(move |error| {
        assert_eq!(*error, Error::BlankId);
        counter.fetch_add(1, Ordering::Relaxed);
    });
    let nobody = nameless();
    let html = Page { user: &nobody, auth: &auth, nonce: None }.render().expect("it renders");
    let loader = settings(&auth_with_widget(), &None::<User>, None);
    assert_eq!(html, format!("{loader}|{loader}|{loader}||"));
    assert_eq!(calls.load(Ordering::Relaxed), 5, "once for each filter");
    let bad_nonce = Page { user: &nobody, auth: &auth, nonce: Some("no nonce") }.render();
    assert!(bad_nonce.is_err());
}

/// A mint that knows its response's nonce, as the extractors of web frameworks do.
struct WithNonce(VisitorAuth);

impl Mint for WithNonce {
    fn mint_settings(
        &self,
        user: &dyn AlgomoVisitor,
        nonce: Option<&str>,
    ) -> Result<Settings, Error> {
        self.0.mint_settings(user, nonce.or(Some("b3du")))
    }

    fn mint_token(&self, user: &dyn AlgomoVisitor) -> Result<Option<VisitorToken>, Error> {
        self.0.mint_token(user)
    }
}

#[test]
fn an_explicit_nonce_wins_over_the_one_that_the_mint_knows() {
    let (user, auth) = (user(), auth_with_widget());
    let token = auth.token(&user).expect("no error").expect("a visitor");
    let own = settings(&auth, &user, Some("b3du"));
    let explicit = settings(&auth, &user, Some(NONCE));
    for (nonce, third) in [(Some(NONCE), &explicit), (None, &own)] {
        let page = Page { user: &user, auth: WithNonce(auth.clone()), nonce };
        let expected = format!("{own}|{own}|{third}|{token}|{token}");
        assert_eq!(page.render().expect("it renders"), expected);
    }
}

/// A user that counts how often it is asked.
struct Counted {
    asked: Cell<u32>,
}

impl AlgomoVisitor for Counted {
    fn visitor(&self) -> Option<Visitor<'_>> {
        self.asked.set(self.asked.get() + 1);
        Some(Visitor::new(self.asked.get()))
    }
}

#[test]
fn a_filter_asks_the_user_once() {
    #[derive(Template)]
    #[template(
        ext = "html",
        source = "{{ user|algomo_askama::algomo_settings(auth, nonce = \"bm9uY2U=\") }}"
    )]
    struct One<'a> {
        user: &'a Counted,
        auth: &'a VisitorAuth,
    }

    let (user, auth) = (Counted { asked: Cell::new(0) }, auth_with_widget());
    for times in 1..4 {
        let html = One { user: &user, auth: &auth }.render().expect("it renders");
        assert_eq!(user.asked.get(), times);
        assert_eq!(html, settings(&auth, &Visitor::new(times), Some("bm9uY2U=")));
    }
}

/// What a template without the filter does with a `Settings` value.
#[test]
fn a_settings_value_is_put_into_a_template_with_safe() {
    #[derive(Template)]
    #[template(ext = "html", source = "<head>{{ settings|safe }}</head>{{ settings }}")]
    struct Plain {
        settings: Settings,
    }

    let settings = auth().settings(Visitor::new(1)).expect("no error");
    let html = Plain { settings: settings.clone() }.render().expect("it renders");
    let (head, escaped) = html.split_once("</head>").expect("a head");
    assert_eq!(head, format!("<head>{settings}"));
    // Without it, it is visible text that does nothing.
    assert!(escaped.starts_with("&#60;script&#62;") && !escaped.contains('<'), "{escaped}");
}
