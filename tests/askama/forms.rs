//! The forms in which a template can give the user and the nonce. No module here has a `mod filters`.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use algomo_askama::Nonce;
use algomo_core::{AlgomoVisitor, VisitorAuth};
use askama::Template;

use crate::support::{NONCE, Session, User, auth, auth_with_widget, settings, user};

/// A page that names the filter by its path.
#[derive(Template)]
#[template(ext = "html", source = "{{ user|algomo_askama::algomo_settings(auth) }}")]
struct Page<'a, V: AlgomoVisitor> {
    user: V,
    auth: &'a VisitorAuth,
}

/// One with the nonce by position, and one by name.
#[derive(Template)]
#[template(
    ext = "html",
    source = "{{ user|algomo_askama::algomo_settings(auth, nonce) }}|{{ user|algomo_askama::algomo_settings(auth, nonce = nonce) }}"
)]
struct PageWithNonce<'a, N: Nonce> {
    user: User,
    auth: &'a VisitorAuth,
    nonce: N,
}

#[track_caller]
fn assert_rendered<V: AlgomoVisitor>(user: V, expected: &str) {
    let auth = auth();
    let page = Page { user, auth: &auth };
    assert_eq!(page.render().expect("it renders"), expected);
    assert_eq!(page.to_string(), expected);
}

#[test]
fn a_user_can_be_a_value_a_reference_or_behind_a_pointer() {
    let expected = settings(&auth(), &user(), None);
    assert!(expected.starts_with("<script>window.algomoSettings = {\"visitorToken\":\"ey"));
    let (known, maybe, member) = (user(), Some(user()), Session::Member(user()));
    assert_rendered(&known, &expected);
    assert_rendered(Box::new(&known), &expected);
    assert_rendered(Some(&known), &expected);
    assert_rendered(Box::new(known.clone()), &expected);
    assert_rendered(Rc::new(known.clone()), &expected);
    assert_rendered(Arc::new(Some(known.clone())), &expected);
    assert_rendered(known, &expected);
    assert_rendered(&maybe, &expected);
    assert_rendered(maybe, &expected);
    assert_rendered(&member, &expected);
    assert_rendered(member, &expected);
}

#[test]
fn an_anonymous_visitor_gets_the_loader_or_nothing() {
    assert_rendered(None::<User>, "");
    assert_rendered(None::<&User>, "");
    assert_rendered(Session::Guest, "");
    assert_rendered(Some(Session::Guest), "");

    let auth = auth_with_widget();
    let loader = settings(&auth, &Session::Guest, None);
    assert!(loader.starts_with("<script src=\"https://app.algomo.com/algomo.min.js\""));
    let page = Page { user: Session::Guest, auth: &auth };
    assert_eq!(page.render().expect("it renders"), loader);
}

#[test]
fn the_settings_come_with_their_loader() {
    let auth = auth_with_widget();
    let page = Page { user: user(), auth: &auth };
    assert_eq!(page.render().expect("it renders"), settings(&auth, &user(), None));
}

#[test]
fn a_page_that_is_rendered_twice_has_the_same_settings_twice() {
    let auth = auth();
    let page = Page { user: user(), auth: &auth };
    assert_eq!(page.render().expect("it renders"), page.render().expect("it renders"));
}

#[track_caller]
fn assert_nonce<N: Nonce>(nonce: N, expected: Option<&str>) {
    for auth in [auth(), auth_with_widget()] {
        let page = PageWithNonce { user: user(), auth: &auth, nonce: &nonce };
        let expected = settings(&auth, &user(), expected);
        assert_eq!(page.render().expect("it renders"), format!("{expected}|{expected}"));
    }
}

#[test]
fn a_nonce_is_a_string_or_an_option_of_one() {
    assert_nonce(NONCE, Some(NONCE));
    assert_nonce(NONCE.to_owned(), Some(NONCE));
    assert_nonce(Cow::Borrowed(NONCE), Some(NONCE));
    assert_nonce(Cow::<str>::Owned(NONCE.to_owned()), Some(NONCE));
    assert_nonce(Box::<str>::from(NONCE), Some(NONCE));
    assert_nonce(Arc::<str>::from(NONCE), Some(NONCE));
    assert_nonce(Rc::<str>::from(NONCE), Some(NONCE));
    assert_nonce(Some(Cow::Borrowed(NONCE)), Some(NONCE));
    assert_nonce(Some(Some(NONCE)), Some(NONCE));
    assert_nonce(Some(NONCE), Some(NONCE));
    assert_nonce(Some(NONCE.to_owned()), Some(NONCE));
    assert_nonce(Some(&NONCE.to_owned()), Some(NONCE));
    assert_nonce(None::<&str>, None);
    assert_nonce(None::<String>, None);
}

#[test]
fn an_empty_nonce_is_an_error_and_not_an_absent_one() {
    fn fails<N: Nonce>(nonce: N) {
        let auth = auth();
        let page = PageWithNonce { user: user(), auth: &auth, nonce: &nonce };
        assert!(page.render().is_err());
    }
    fails("");
    fails(String::new());
    fails(Some(""));
    fails(Some(String::new()));
    fails(Some(Some("")));
}

/// The same with the types written out, as an application has them: a field, a variable, a literal, a call, a method of what
/// a call returns, a clone.
#[test]
fn a_template_with_concrete_types_takes_them_all() {
    #[derive(Template)]
    #[template(
        ext = "html",
        source = r#"{{ user|algomo_askama::algomo_settings(auth, nonce = text) -}}
            {{ user|algomo_askama::algomo_settings(auth, nonce = owned) -}}
            {{ user|algomo_askama::algomo_settings(auth, nonce = maybe) -}}
            {{ user|algomo_askama::algomo_settings(auth, nonce = cow) -}}
            {% let called = request.nonce() -%}
            {{ user|algomo_askama::algomo_settings(auth, nonce = called) -}}
            {{ user|algomo_askama::algomo_settings(auth, nonce = request.nonce()) -}}
            {{ user|algomo_askama::algomo_settings(auth, request.nonce()) -}}
            {{ user|algomo_askama::algomo_settings(auth, nonce = request.text()) -}}
            {{ user|algomo_askama::algomo_settings(auth, nonce = owned.as_str()) -}}
            {{ user|algomo_askama::algomo_settings(auth, nonce = owned.clone()) -}}
            {{ user|algomo_askama::algomo_settings(auth, nonce = text.to_string()) -}}
            {{ user|algomo_askama::algomo_settings(auth, nonce = maybe.as_deref()) -}}
            {{ user|algomo_askama::algomo_settings(auth, nonce = maybe.clone()) -}}
            {{ user|algomo_askama::algomo_settings(auth, nonce = "R0VORVJBVEVEIGFuZXc=") -}}
            {{ user|algomo_askama::algomo_settings(auth, "R0VORVJBVEVEIGFuZXc=") -}}
            {{ user|algomo_askama::algomo_settings(auth, nonce = &"R0VORVJBVEVEIGFuZXc=") -}}
            {{ self.user|algomo_askama::algomo_settings(self.auth, self.text) -}}
            {{ self.user|algomo_askama::algomo_settings(auth, nonce = &self.text) -}}
            {{ user|algomo_askama::algomo_settings(auth, nonce = request.nonce) -}}
            {% let member = self.user() -%}
            {{ member|algomo_askama::algomo_settings(auth, nonce = text) }}"#
    )]
    struct Concrete<'a> {
        user: Option<User>,
        auth: VisitorAuth,
        text: &'a str,
        owned: String,
        maybe: Option<String>,
        cow: Cow<'a, str>,
        request: Request,
    }

    impl Concrete<'_> {
        fn user(&self) -> Option<&User> {
            self.user.as_ref()
        }
    }

    struct Request {
        nonce: Option<String>,
    }

    impl Request {
        fn nonce(&self) -> Option<String> {
            self.nonce.clone()
        }

        fn text(&self) -> &str {
            self.nonce.as_deref().unwrap_or_default()
        }
    }

    let page = Concrete {
        user: Some(user()),
        auth: auth(),
        text: NONCE,
        owned: NONCE.to_owned(),
        maybe: Some(NONCE.to_owned()),
        cow: NONCE.into(),
        request: Request { nonce: Some(NONCE.to_owned()) },
    };
    let expected = settings(&auth(), &user(), Some(NONCE)).repeat(20);
    assert_eq!(page.render().expect("it renders"), expected);
}

/// What an application can hold its mint in.
#[test]
fn the_mint_can_be_a_value_a_reference_or_behind_a_pointer() {
    #[derive(Template)]
    #[template(
        ext = "html",
        source = "{{ user|algomo_askama::algomo_settings(value) -}}
            {{ user|algomo_askama::algomo_settings(reference) -}}
            {{ user|algomo_askama::algomo_settings(shared) -}}
            {{ user|algomo_askama::algomo_settings(state.auth) }}"
    )]
    struct Mints<'a> {
        user: User,
        value: VisitorAuth,
        reference: &'a VisitorAuth,
        shared: Arc<VisitorAuth>,
        state: &'a State,
    }

    struct State {
        auth: VisitorAuth,
    }

    let state = State { auth: auth() };
    let page = Mints {
        user: user(),
        value: auth(),
        reference: &auth(),
        shared: Arc::new(auth()),
        state: &state,
    };
    assert_eq!(page.render().expect("it renders"), settings(&auth(), &user(), None).repeat(4));
}

/// With one import, the filters have no path, or the short one.
mod imported {
    use algomo_askama::filters;
    use askama::Template;

    use super::*;

    #[derive(Template)]
    #[template(
        ext = "html",
        source = "{{ user|algomo_settings(auth) }}|{{ user|filters::algomo_settings(auth, nonce = nonce) }}|{{ user|algomo_token(auth) }}"
    )]
    struct Imported<'a> {
        user: &'a User,
        auth: &'a VisitorAuth,
        nonce: Option<&'a str>,
    }

    #[test]
    fn the_filters_need_no_path_beside_their_import() {
        let (auth, user) = (auth(), user());
        let page = Imported { user: &user, auth: &auth, nonce: Some(NONCE) };
        let token = auth.token(&user).expect("no error").expect("a visitor");
        let expected =
            [settings(&auth, &user, None), settings(&auth, &user, Some(NONCE)), token.to_string()];
        assert_eq!(page.render().expect("it renders"), expected.join("|"));
    }
}

/// An application with filters of its own re-exports ours beside them.
mod beside_others {
    use askama::Template;

    use super::*;

    #[allow(unreachable_pub, clippy::pedantic, reason = "written by `askama::filter_fn`")]
    mod filters {
        pub(super) use algomo_askama::filters::*;

        #[askama::filter_fn]
        pub(super) fn shout(text: &str, _: &dyn askama::Values) -> askama::Result<String> {
            Ok(text.to_uppercase())
        }
    }

    #[derive(Template)]
    #[template(ext = "html", source = "{{ \"hi\"|shout }} {{ user|algomo_settings(auth) }}")]
    struct Beside<'a> {
        user: User,
        auth: &'a VisitorAuth,
    }

    #[test]
    fn the_filters_live_beside_an_applications_own() {
        let auth = auth();
        let page = Beside { user: user(), auth: &auth };
        let expected = format!("HI {}", settings(&auth, &user(), None));
        assert_eq!(page.render().expect("it renders"), expected);
    }
}

/// A page that has its user from calls, whose results nobody holds.
#[derive(Template)]
#[template(
    ext = "html",
    source = "{{ self.user()|algomo_askama::algomo_settings(auth) }}{{ Some(known)|algomo_askama::algomo_settings(auth) }}{{ known.clone()|algomo_askama::algomo_token(auth) }}"
)]
struct PageWithCalls<'a> {
    known: User,
    auth: &'a VisitorAuth,
}

impl PageWithCalls<'_> {
    fn user(&self) -> Option<&User> {
        (!self.known.name.is_empty()).then_some(&self.known)
    }
}

#[test]
fn a_user_can_be_the_result_of_a_call() {
    let auth = auth();
    let settings = settings(&auth, &user(), None);
    let token = auth.token(user()).expect("no error").expect("a visitor");
    let page = PageWithCalls { known: user(), auth: &auth };
    assert_eq!(page.render().expect("it renders"), format!("{settings}{settings}{token}"));
}
