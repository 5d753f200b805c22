//! What is around a user changes neither its claims nor its contract. Users by value, by reference, behind pointers and
//! behind `dyn`.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use algomo_core::{AlgomoVisitor, Contract, Error, Mint as _, Visitor};

use crate::support::{Current, Known, auth, mint, payload};

/// Asserts that a wrapped user is the user.
#[track_caller]
fn assert_same<V: AlgomoVisitor, W: AlgomoVisitor>(user: &V, wrapped: &W) {
    // `Visitor` shows no values, so that a plain `assert_eq` would say little more.
    assert!(wrapped.visitor() == user.visitor());
    assert_eq!(mint(&auth(), wrapped), mint(&auth(), user));
    let html = |settings: algomo_core::Settings| settings.to_string();
    assert_eq!(auth().settings(wrapped).map(html), auth().settings(user).map(html));
    let mismatch = auth().with_contract(Contract::VisitorToken);
    assert_eq!(mismatch.token(wrapped), mismatch.token(user));
}

fn assert_wrappers_delegate<V: AlgomoVisitor + Clone>(user: &V) {
    let owned = || user.clone();
    assert_same(user, &owned());
    assert_same(user, &Some(owned()));
    assert_same(user, &user);
    assert_same(user, &&&user);
    assert_same(user, &Box::new(owned()));
    assert_same(user, &Rc::new(owned()));
    assert_same(user, &Arc::new(owned()));
    assert_same(user, &Cow::<V>::Owned(owned()));
    assert_same(user, &Cow::Borrowed(user));
    assert_same(user, &Some(user));
    assert_same(user, &Some(Arc::new(owned())));
    assert_same(user, &Arc::new(Some(owned())));
    assert_same(user, &Some(Some(Box::new(Rc::new(Cow::Borrowed(user))))));
}

fn john() -> Visitor<'static> {
    Visitor::new(1).name("John Doe").email("john@example.com").company_name("Acme Inc.")
}

#[test]
fn a_wrapped_user_is_the_user_under_both_contracts() {
    let current = john().avatar("https://example.com/a.png").custom("key", "value");
    assert_wrappers_delegate(&Known(john()));
    assert_wrappers_delegate(&Current(current.clone()));
    assert_wrappers_delegate(&john());
    assert_wrappers_delegate(&current.contract(Contract::AuthToken));
}

#[test]
fn an_owned_visitor_has_the_claims_of_the_borrowed_one() {
    for text in ["a", "bc"] {
        let whole = || {
            let visitor = Visitor::new(text).name(text).email(text).avatar(text).company_id(text);
            visitor.company_name(text).custom(text, text).contract(Contract::AuthToken)
        };
        assert!(whole().into_owned() == whole());
        let misspelt = || Visitor::new(1).company_namy(text);
        assert!(misspelt().into_owned() == misspelt());
    }
}

#[test]
fn a_visitor_is_a_visitor_with_all_of_its_claims() {
    let whole = john().company_id(7).avatar("a").custom("k", "v").contract(Contract::AuthToken);
    let again = whole.visitor().expect("a visitor");
    assert!(again == whole);
    let misspelt = Visitor::new("1").company_namy("Acme Inc.").company_id("c");
    assert!(misspelt.visitor().expect("a visitor") == misspelt);
    // Where a claim differs, the visitors do.
    for other in [
        whole.clone().name("Ada"),
        whole.clone().email("a@example.com"),
        whole.clone().avatar("b"),
        whole.clone().company_id(8),
        whole.clone().company_name("Other"),
        whole.clone().custom("k", "w"),
        whole.clone().contract(Contract::VisitorToken),
    ] {
        assert!(other.visitor().expect("a visitor") != whole);
    }
}

#[test]
fn users_of_several_types_are_minted_for_behind_dyn() {
    let users: [Box<dyn AlgomoVisitor>; 4] = [
        Box::new(Known(Visitor::new(1))),
        Box::new(Some(Current(Visitor::new(2).avatar("a")))),
        Box::new(Visitor::new(3)),
        Box::new(None::<Visitor<'_>>),
    ];
    let ids = users.iter().map(|user| {
        let token = auth().token(user).expect("no error")?;
        Some(payload(token.as_str())["id"].clone())
    });
    let ids: Vec<_> = ids.collect();
    assert_eq!(ids, [Some(1.into()), Some("2".into()), Some(3.into()), None]);

    let shared: Rc<dyn AlgomoVisitor> = Rc::new(Known(john()));
    let sent: Arc<dyn AlgomoVisitor + Send + Sync> = Arc::new(Known(john()));
    let borrowed: &dyn AlgomoVisitor = &john();
    for settings in [
        auth().settings(&shared),
        auth().settings(&sent),
        auth().settings(borrowed),
        auth().settings(borrowed),
        auth().mint_settings(borrowed, None),
    ] {
        let html = settings.expect("no error").to_string();
        assert_eq!(html, auth().settings(john()).expect("no error").to_string());
    }
}

/// What the API is for: `user.as_ref()` of an `Option`, a value that is no longer needed, a reference to a field.
#[test]
fn a_user_is_taken_by_value_or_by_reference() {
    struct Session {
        user: Option<Known<'static>>,
    }
    let session = Session { user: Some(Known(john())) };
    let expected = mint(&auth(), &john());
    let token = |token: Result<Option<algomo_core::VisitorToken>, Error>| {
        token.expect("no error").expect("a visitor").to_string()
    };
    assert_eq!(token(auth().token(session.user.as_ref())), expected);
    assert_eq!(token(auth().token(&session.user)), expected);
    assert_eq!(token(auth().token(session.user.clone())), expected);
    let mut page = String::new();
    assert_eq!(auth().write_settings(session.user.as_ref(), None, &mut page), Ok(true));
    let html = auth().settings(session.user.as_ref()).expect("no error").to_string();
    assert_eq!(page, html);
    assert_eq!(auth().settings(session.user).expect("no error").to_string(), html);
}

#[test]
fn nobody_is_nobody_however_wrapped() {
    let nobody = || None::<Known<'static>>;
    let borrowed = nobody();
    assert_eq!(auth().token(&borrowed), Ok(None));
    assert_eq!(auth().token(nobody()), Ok(None));
    assert_eq!(auth().token(Some(nobody())), Ok(None));
    assert_eq!(auth().token(Box::new(nobody())), Ok(None));
    assert_eq!(auth().token(Rc::new(nobody())), Ok(None));
    assert_eq!(auth().token(Arc::new(Some(&nobody()))), Ok(None));
    assert_eq!(auth().token(Cow::Borrowed(&nobody())), Ok(None));
}
