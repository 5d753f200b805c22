//! The filter for the bare token.

use algomo_core::{AlgomoVisitor, Error, VisitorAuth};
use askama::Template;

use crate::support::{Session, User, auth, nameless, user};

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<meta name="visitor" content="{{ user|algomo_askama::algomo_token(auth) }}">{{ user|algomo_askama::algomo_token(auth) }}"#
)]
struct Page<'a, V: AlgomoVisitor> {
    user: V,
    auth: &'a VisitorAuth,
}

#[test]
fn the_token_is_the_one_that_the_mint_yields() {
    let auth = auth();
    let token = auth.token(user()).expect("no error").expect("a visitor");
    let expected = format!(r#"<meta name="visitor" content="{token}">{token}"#);
    assert_eq!(Page { user: user(), auth: &auth }.render().expect("it renders"), expected);
    let page = Page { user: Session::Member(user()), auth: &auth };
    assert_eq!(page.render().expect("it renders"), expected);
    assert!(auth.verify(token.as_str()).is_ok());
}

#[test]
fn an_anonymous_visitor_has_no_token() {
    let expected = r#"<meta name="visitor" content="">"#;
    let auth = auth();
    let page = Page { user: None::<User>, auth: &auth };
    assert_eq!(page.render().expect("it renders"), expected);
    let page = Page { user: Session::Guest, auth: &auth };
    assert_eq!(page.render().expect("it renders"), expected);
}

#[test]
fn a_blank_id_is_an_error_with_its_source() {
    let auth = auth();
    let error = Page { user: nameless(), auth: &auth }.render().expect_err("an empty id");
    let source = std::error::Error::source(&error).expect("a source");
    assert_eq!(source.downcast_ref(), Some(&Error::BlankId));
}
