//! The filter that takes the mint and the nonce from askama's runtime values.

use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::error::Error as _;
use std::rc::Rc;
use std::sync::{Arc, LazyLock};

use algomo_askama::{AUTH_KEY, NONCE_KEY};
use algomo_core::{AlgomoVisitor, Error, VisitorAuth};
use askama::{Template, Values};

use crate::support::{NONCE, Session, User, auth, auth_with_widget, nameless, settings, user};

#[derive(Template)]
#[template(
    ext = "html",
    source = "<head>{{ user|algomo_askama::algomo_settings_from_values }}</head>"
)]
struct Page<V: AlgomoVisitor> {
    user: V,
}

#[track_caller]
fn assert_rendered(values: &dyn Values, nonce: Option<&str>) {
    let html = Page { user: user() }.render_with_values(values).expect("it renders");
    assert_eq!(html, format!("<head>{}</head>", settings(&auth(), &user(), nonce)));
}

/// The error of a page that fails, of which nothing but what is in front of the script may be written.
#[track_caller]
fn error_of<V: AlgomoVisitor>(user: V, values: &dyn Values) -> askama::Error {
    let mut html = String::new();
    let page = Page { user };
    let error = page.render_into_with_values(&mut html, values).expect_err("it fails");
    assert_eq!(html, "<head>");
    error
}

/// The mint under its key, and a nonce under its own.
fn with_nonce(nonce: impl Any) -> HashMap<&'static str, Box<dyn Any>> {
    HashMap::from([(AUTH_KEY, Box::new(auth()) as Box<dyn Any>), (NONCE_KEY, Box::new(nonce))])
}

#[test]
fn the_keys_are_those_of_the_documentation() {
    assert_eq!((AUTH_KEY, NONCE_KEY), ("algomo_auth", "algomo_nonce"));
}

#[test]
fn the_values_can_be_any_collection_that_askama_takes() {
    let (auth, nonce) = (auth(), NONCE.to_owned());
    let boxed = || Box::new(auth.clone()) as Box<dyn Any>;

    assert_rendered(&HashMap::from([(AUTH_KEY, boxed())]), None);
    assert_rendered(&HashMap::from([(AUTH_KEY.to_owned(), boxed())]), None);
    assert_rendered(&BTreeMap::from([(AUTH_KEY, boxed())]), None);
    assert_rendered(&(AUTH_KEY, &auth as &dyn Any), None);
    assert_rendered(&Some((AUTH_KEY, boxed())), None);
    assert_rendered(&[(AUTH_KEY, &auth as &dyn Any)], None);
    assert_rendered(
        &[("other", &7 as &dyn Any), (AUTH_KEY, &auth), (NONCE_KEY, &nonce)],
        Some(NONCE),
    );
    assert_rendered(&vec![(NONCE_KEY, &nonce as &dyn Any), (AUTH_KEY, &auth)], Some(NONCE));
    let slice: &[(&str, &dyn Any)] = &[(NONCE_KEY, &NONCE), (AUTH_KEY, &auth)];
    assert_rendered(&slice, Some(NONCE));
}

#[test]
fn the_mint_can_be_itself_or_behind_a_pointer() {
    static AUTH: LazyLock<VisitorAuth> = LazyLock::new(auth);
    let reference: &'static VisitorAuth = &AUTH;
    let mints: [Box<dyn Any>; 5] = [
        Box::new(auth()),
        Box::new(Arc::new(auth())),
        Box::new(Rc::new(auth())),
        Box::new(Box::new(auth())),
        Box::new(reference),
    ];
    for mint in mints {
        assert_rendered(&HashMap::from([(AUTH_KEY, mint)]), None);
    }
}

#[test]
fn the_nonce_is_a_string_of_either_kind() {
    assert_rendered(&with_nonce(NONCE), Some(NONCE));
    assert_rendered(&with_nonce(NONCE.to_owned()), Some(NONCE));
    assert_rendered(&with_nonce(Arc::new(NONCE.to_owned())), Some(NONCE));
    // Without one, or with a value that is known to be absent, there is no nonce.
    let auth = auth();
    assert_rendered(&[(AUTH_KEY, Some(&auth as &dyn Any)), (NONCE_KEY, None)], None);
}

#[test]
fn every_user_and_the_widget_are_as_with_arguments() {
    fn render(user: impl AlgomoVisitor) -> String {
        let values = [(AUTH_KEY, &auth_with_widget() as &dyn Any), (NONCE_KEY, &NONCE)];
        Page { user }.render_with_values(&values).expect("it renders")
    }

    let auth = auth_with_widget();
    let known = format!("<head>{}</head>", settings(&auth, &user(), Some(NONCE)));
    let member = user();
    assert_eq!(render(&member), known);
    assert_eq!(render(member), known);
    assert_eq!(render(Some(user())), known);
    assert_eq!(render(Session::Member(user())), known);
    let anonymous = format!("<head>{}</head>", settings(&auth, &Session::Guest, Some(NONCE)));
    assert_eq!(render(None::<User>), anonymous);
    assert_eq!(render(Session::Guest), anonymous);
}

#[test]
fn without_a_mint_the_value_is_missing() {
    let other = ("auth", &auth() as &dyn Any);
    let nonce = (NONCE_KEY, &NONCE as &dyn Any);
    let nothing: Option<(&str, &dyn Any)> = None;
    for values in [&() as &dyn Values, &other, &nonce, &nothing] {
        let error = error_of(user(), values);
        assert!(matches!(error, askama::Error::ValueMissing), "{error:?}");
        // A guest's page has no token, but the application is misconfigured all the same.
        let error = error_of(Session::Guest, values);
        assert!(matches!(error, askama::Error::ValueMissing), "{error:?}");
    }
    let error = Page { user: user() }.render().expect_err("no values at all");
    assert!(matches!(error, askama::Error::ValueMissing), "{error:?}");
}

#[test]
fn a_value_of_another_type_is_an_error() {
    let wrong_mints: [Box<dyn Any>; 4] =
        [Box::new("secret"), Box::new(7), Box::new(Some(auth())), Box::new(())];
    for mint in wrong_mints {
        let error = error_of(user(), &HashMap::from([(AUTH_KEY, mint)]));
        assert!(matches!(error, askama::Error::ValueType), "{error:?}");
    }
    for values in [with_nonce(7), with_nonce(()), with_nonce('n'), with_nonce(b"bm9uY2U=")] {
        let error = error_of(user(), &values);
        assert!(matches!(error, askama::Error::ValueType), "{error:?}");
    }
}

#[test]
fn our_errors_are_the_source_here_too() {
    let source =
        |error: askama::Error| error.source().and_then(|source| source.downcast_ref()).cloned();
    assert_eq!(source(error_of(nameless(), &with_nonce(NONCE))), Some(Error::EmptyId));
    for nonce in ["", "a b", "\"><script>"] {
        assert_eq!(source(error_of(user(), &with_nonce(nonce))), Some(Error::InvalidNonce));
        let owned = with_nonce(nonce.to_owned());
        assert_eq!(source(error_of(user(), &owned)), Some(Error::InvalidNonce));
        assert_eq!(source(error_of(Session::Guest, &owned)), Some(Error::InvalidNonce));
    }
}

#[test]
fn the_values_reach_every_part_of_a_template() {
    #[derive(Template)]
    #[template(
        ext = "html",
        source = "{% macro head(visitor) %}{{ visitor|algomo_askama::algomo_settings_from_values }}{% endmacro -%}
            {% call head(user) %}{% endcall -%}
            {% for user in users %}{{ user|algomo_askama::algomo_settings_from_values }}{% endfor -%}
            {% include \"included_with_values.html\" -%}
            {{ inner|safe }}"
    )]
    struct Whole<'a> {
        user: &'a User,
        users: [&'a User; 1],
        inner: Page<User>,
    }

    let user = user();
    let page = Whole { user: &user, users: [&user], inner: Page { user: user.clone() } };
    let html = page.render_with_values(&with_nonce(NONCE)).expect("it renders");
    let settings = settings(&auth(), &user, Some(NONCE));
    let expected = format!("{settings}{settings}<aside>{settings}</aside><head>{settings}</head>");
    assert_eq!(html, expected);
}
