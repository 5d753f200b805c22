//! The component's HTML, events and calls in each of its states.

#![forbid(unsafe_code)]

mod common;

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use algomo_core::{
    AlgomoVisitor, Contract, Error, Mint, Settings, Visitor, VisitorAuth, VisitorSecret,
    VisitorToken,
};
use algomo_leptos::{AlgomoSettings, SettingsError};
use common::{EMPTY, User, WIDGET, ada, assert_one_event, auth, guest, listen, nobody};
use leptos::context::Provider;
use leptos::nonce::Nonce;
use leptos::oco::Oco;
use leptos::prelude::*;

/// Renders inside an owner that has the mint as its context.
fn page<V: IntoView>(view: impl FnOnce() -> V) -> (String, Vec<String>) {
    page_with(Some(auth()), view)
}

fn page_with<V: IntoView>(
    auth: Option<VisitorAuth>,
    view: impl FnOnce() -> V,
) -> (String, Vec<String>) {
    let owner = Owner::new();
    listen(|| {
        owner.with(|| {
            if let Some(auth) = auth {
                provide_context(auth);
            }
            common::page::without_placeholders(&view().to_html())
        })
    })
}

/// What algomo-core renders for Ada.
fn settings_of_ada(nonce: Option<&str>) -> String {
    let settings = auth().settings(ada()).expect("Ada has an id");
    match nonce {
        Some(nonce) => settings.with_nonce(nonce).expect("a nonce").to_string(),
        None => settings.to_string(),
    }
}

fn loader(nonce: &str) -> String {
    format!(
        r#"<script{nonce} src="https://app.algomo.com/algomo.min.js" async defer widget="{WIDGET}"></script>"#
    )
}

#[test]
fn a_member_gets_the_settings_of_the_core() {
    let (html, events) = page(|| view! { <AlgomoSettings user=ada/> });
    assert_eq!(html, settings_of_ada(None) + EMPTY);
    assert!(html.starts_with(r#"<script>window.algomoSettings = {"visitorToken":"eyJ0"#));
    assert!(events.is_empty(), "{events:?}");
}

#[test]
fn the_loader_comes_after_the_settings() {
    let expected = settings_of_ada(None) + &loader("");
    let (html, _) = page(|| view! { <AlgomoSettings user=ada widget_id=WIDGET/> });
    assert_eq!(html, expected);

    // The mint's own id does as well, and the prop goes before it.
    let mint = |id| Some(auth().with_widget_id(id).expect("a widget id"));
    let (html, _) = page_with(mint(WIDGET), || view! { <AlgomoSettings user=ada/> });
    assert_eq!(html, expected);
    let (html, _) =
        page_with(mint("another"), || view! { <AlgomoSettings user=ada widget_id=WIDGET/> });
    assert_eq!(html, expected);
}

#[test]
fn a_guest_gets_empty_elements_and_no_event() {
    let calls = Arc::new(Mutex::new(0));
    let count = calls.clone();
    let (html, events) = page(move || {
        let on_error = move |_| *count.lock().unwrap() += 1;
        view! { <AlgomoSettings user=guest on_error=on_error/> }
    });
    assert_eq!(html, EMPTY.repeat(2));
    assert!(events.is_empty(), "{events:?}");
    assert_eq!(*calls.lock().unwrap(), 0);

    let (html, _) = page(|| view! { <AlgomoSettings user=guest widget_id=WIDGET/> });
    assert_eq!(html, EMPTY.to_owned() + &loader(""));
}

#[test]
fn without_a_mint_the_visitor_is_anonymous() {
    let is_asked = Arc::new(AtomicBool::new(false));
    let ask = is_asked.clone();
    let (html, events) = page_with(None, move || {
        let user = move || {
            ask.store(true, Ordering::Relaxed);
            ada()
        };
        view! { <AlgomoSettings user=user widget_id=WIDGET nonce="bm9uY2U"/> }
    });
    assert_eq!(html, EMPTY.to_owned() + &loader(r#" nonce="bm9uY2U""#));
    assert_one_event(&events, "WARN", "no VisitorAuth");
    assert!(!is_asked.load(Ordering::Relaxed), "nobody has to know the user");
}

#[test]
fn a_mint_that_refuses_leaves_the_visitor_anonymous() {
    let errors = Arc::new(Mutex::new(Vec::new()));
    let seen = errors.clone();
    let (html, events) = page(move || {
        let on_error = move |error: SettingsError| seen.lock().unwrap().push(error);
        view! { <AlgomoSettings user=nobody widget_id=WIDGET on_error=on_error/> }
    });
    assert_eq!(html, EMPTY.to_owned() + &loader(""));
    assert_one_event(&events, "ERROR", "the visitor's id is empty");
    let errors = errors.lock().unwrap();
    assert_eq!(*errors, [SettingsError::Refused(Error::BlankId)]);
    assert!(
        std::error::Error::source(&errors[0]).is_some_and(<dyn std::error::Error>::is::<Error>)
    );
    assert!(!format!("{errors:?}").contains("Ada"));

    // The policy still lets the loader run.
    let (html, _) =
        page(|| view! { <AlgomoSettings user=nobody widget_id=WIDGET nonce="bm9uY2U"/> });
    assert_eq!(html, EMPTY.to_owned() + &loader(r#" nonce="bm9uY2U""#));
}

#[test]
fn an_invalid_nonce_or_widget_id_leaves_the_visitor_anonymous() {
    for nonce in ["\"><b>", ""] {
        let (html, events) = page(|| view! { <AlgomoSettings user=ada nonce=Some(nonce)/> });
        assert_eq!(html, EMPTY.repeat(2));
        assert_one_event(&events, "ERROR", "nonce");
    }

    let (html, events) = page(|| view! { <AlgomoSettings user=ada widget_id="\"><b>"/> });
    assert_eq!(html, EMPTY.repeat(2));
    assert_one_event(&events, "ERROR", "widget id");
}

#[test]
fn the_props_take_what_an_app_has_at_hand() {
    let expected = settings_of_ada(Some("bm9uY2U=")) + &loader(r#" nonce="bm9uY2U=""#);
    let (nonce, id) = ("bm9uY2U=", WIDGET);
    let pages = [
        page(
            || view! { <AlgomoSettings user=ada nonce=nonce.to_owned() widget_id=id.to_owned()/> },
        ),
        page(
            || view! { <AlgomoSettings user=ada nonce=Some(nonce) widget_id=Some(id.to_owned())/> },
        ),
        page(
            || view! { <AlgomoSettings user=ada nonce=Cow::Borrowed(nonce) widget_id={Arc::<str>::from(id)}/> },
        ),
        page(
            || view! { <AlgomoSettings user=ada nonce=Oco::Borrowed(nonce) widget_id={Oco::from(id.to_owned())}/> },
        ),
        page_with(
            None,
            || view! { <AlgomoSettings user=ada auth=auth() nonce=nonce widget_id=id/> },
        ),
        page_with(
            None,
            || view! { <AlgomoSettings user=ada auth=Some(auth()) nonce=nonce widget_id=id/> },
        ),
    ];
    for (html, events) in pages {
        assert_eq!(html, expected);
        assert!(events.is_empty(), "{events:?}");
    }
    let fresh = Nonce::new();
    let in_page = fresh.clone();
    let (html, _) = page(|| view! { <AlgomoSettings user=ada nonce=in_page/> });
    assert_eq!(html, settings_of_ada(Some(&fresh)) + EMPTY);
    let absent = None::<String>;
    let (html, _) =
        page(|| view! { <AlgomoSettings user=ada nonce=absent widget_id={None::<&str>}/> });
    assert_eq!(html, settings_of_ada(None) + EMPTY);
}

#[test]
fn the_prop_auth_goes_before_the_context() {
    let secret = VisitorSecret::new("another example secret, also over 32 bytes").unwrap();
    let (html, _) = page_with(Some(VisitorAuth::new(secret)), || {
        view! { <AlgomoSettings user=ada auth=auth()/> }
    });
    assert_eq!(html, settings_of_ada(None) + EMPTY);
}

/// Where `user` is called, `use_context` finds what the components around this one provide.
#[test]
fn the_user_is_asked_for_inside_of_the_owner() {
    #[derive(Clone)]
    struct Session(User);

    let (html, events) = page(|| {
        provide_context(Session(common::user("other", "Other")));
        view! {
            <Provider value=Session(ada().unwrap())>
                <AlgomoSettings user={|| expect_context::<Session>().0}/>
            </Provider>
        }
    });
    assert_eq!(html, settings_of_ada(None) + EMPTY);
    assert!(events.is_empty(), "{events:?}");
}

/// The answer that counts is the one when the page is written.
#[test]
fn a_user_who_is_known_by_the_time_of_rendering_is_the_pages() {
    let (html, events) = page(|| {
        let session = RwSignal::new(guest());
        let settings = view! { <AlgomoSettings user=move || session.get()/> };
        session.set(ada());
        settings
    });
    assert_eq!(html, settings_of_ada(None) + EMPTY);
    assert!(events.is_empty(), "{events:?}");
}

#[test]
fn two_of_them_are_two_users() {
    let user = |name: &'static str| move || common::user(name, name);
    let (html, _) =
        page(|| view! { <AlgomoSettings user=user("a")/><AlgomoSettings user=user("b")/> });
    assert_eq!(common::page::token_names(&html), ["a", "b"]);
}

#[test]
fn the_contract_is_the_widgets_or_the_visitors() {
    struct Member;

    impl AlgomoVisitor for Member {
        fn visitor(&self) -> Option<Visitor<'_>> {
            let member = Visitor::new(7).avatar("https://example.com/ada.png");
            Some(member.contract(Contract::AuthToken))
        }
    }

    let starts_with_auth_token = |html: &str| {
        assert!(html.starts_with(r#"<script>window.algomoSettings = {"authToken":"#), "{html}");
    };
    let (html, _) = page(|| view! { <AlgomoSettings user=|| Member/> });
    starts_with_auth_token(&html);
    let widgets = |contract| Some(auth().with_contract(contract));
    let (html, _) =
        page_with(widgets(Contract::AuthToken), || view! { <AlgomoSettings user=ada/> });
    starts_with_auth_token(&html);

    let (html, events) =
        page_with(widgets(Contract::VisitorToken), || view! { <AlgomoSettings user=|| Member/> });
    assert_eq!(html, EMPTY.repeat(2));
    assert_one_event(&events, "ERROR", "auth-token");
}

#[test]
fn a_disabled_mint_leaves_the_loader() {
    let disabled = VisitorAuth::disabled().with_widget_id(WIDGET).unwrap();
    let (html, events) = page_with(Some(disabled), || view! { <AlgomoSettings user=ada/> });
    assert_eq!(html, EMPTY.to_owned() + &loader(""));
    assert!(events.is_empty(), "{events:?}");
}

#[test]
fn the_mints_loader_and_attributes_are_in_the_page() {
    let mint = auth().with_widget_id("another").unwrap();
    let mint = mint.with_loader_url("/stand-in.js").unwrap();
    let mint = mint.with_script_attributes([("data-consent", "\"x\"")]).unwrap();
    for (user, count) in [(ada as fn() -> _, 2), (guest, 1), (nobody, 1)] {
        let (html, _) = page_with(Some(mint.clone()), move || {
            view! { <AlgomoSettings user=user widget_id=WIDGET/> }
        });
        let attribute = r#"<script data-consent="&quot;x&quot;""#;
        assert_eq!(html.matches(attribute).count(), count, "{html}");
        let end = format!(r#" src="/stand-in.js" async defer widget="{WIDGET}"></script>"#);
        assert!(html.ends_with(&end), "{html}");
    }
}

/// A hook of the mint is called once, and there is no second report.
#[test]
fn a_mint_with_a_hook_reports_by_itself() {
    let calls = Arc::new(AtomicUsize::new(0));
    let count = calls.clone();
    let mint = auth().anonymous_on_error(move |error| {
        assert_eq!(*error, Error::BlankId);
        count.fetch_add(1, Ordering::Relaxed);
    });
    let (html, events) = page_with(Some(mint), || {
        let on_error = |_: SettingsError| panic!("the hook has it");
        view! { <AlgomoSettings user=nobody on_error=on_error/> }
    });
    assert_eq!(html, EMPTY.repeat(2));
    assert!(events.is_empty(), "{events:?}");
    assert_eq!(calls.load(Ordering::Relaxed), 1);
}

#[test]
fn any_mint_goes_into_the_prop() {
    /// Mints for Ada only.
    struct Choosy(VisitorAuth);

    impl Mint for Choosy {
        fn mint_settings(
            &self,
            user: &dyn AlgomoVisitor,
            nonce: Option<&str>,
        ) -> Result<Settings, Error> {
            let is_ada = user.visitor() == ada().visitor();
            self.0.mint_settings(&is_ada.then_some(user), nonce)
        }

        fn mint_token(&self, user: &dyn AlgomoVisitor) -> Result<Option<VisitorToken>, Error> {
            self.0.mint_token(user)
        }
    }

    let pages = [
        page_with(None, || view! { <AlgomoSettings user=ada auth=Choosy(auth())/> }),
        page_with(None, || view! { <AlgomoSettings user=ada auth=Arc::new(auth())/> }),
        page_with(None, || {
            let auth: Box<dyn Mint + Send> = Box::new(auth());
            view! { <AlgomoSettings user=ada auth=auth/> }
        }),
        page_with(None, || view! { <AlgomoSettings user=ada auth=Some(Some(auth()))/> }),
        page_with(None, || {
            provide_context::<Arc<dyn Mint + Send + Sync>>(Arc::new(Choosy(auth())));
            view! { <AlgomoSettings user=ada/> }
        }),
    ];
    for (html, events) in pages {
        assert_eq!(html, settings_of_ada(None) + EMPTY);
        assert!(events.is_empty(), "{events:?}");
    }
    let other = || common::user("other", "Other");
    let (html, _) = page(move || view! { <AlgomoSettings user=other auth=Choosy(auth())/> });
    assert_eq!(html, EMPTY.repeat(2));
}

/// A tenant without a widget: nothing is rendered, and nothing is wrong.
#[test]
fn a_mint_that_is_none_renders_nothing() {
    let (html, events) =
        page(|| view! { <AlgomoSettings user=ada auth={None::<VisitorAuth>} nonce="bm9uY2U"/> });
    assert_eq!(html, EMPTY.repeat(2));
    assert!(events.is_empty(), "{events:?}");
}

#[test]
fn attributes_that_are_spread_onto_it_have_no_effect() {
    let (html, _) = page(|| view! { <AlgomoSettings user=ada attr:id="mine"/> });
    assert_eq!(html, settings_of_ada(None) + EMPTY);
    let (html, _) = page(|| view! { <head><AlgomoSettings user=ada/></head> }.into_any());
    assert_eq!(html, format!("<head>{}{EMPTY}</head>", settings_of_ada(None)));
}
