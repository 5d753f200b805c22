//! Wrapped users: what is around a user changes neither its claims nor its contract.

use std::rc::Rc;
use std::sync::Arc;

use algomo_core::{AlgomoVisitor, Contract, Visitor};

use crate::support::{Current, Known, auth, mint};

/// Asserts that a wrapped user is the user.
#[track_caller]
fn assert_same<V: AlgomoVisitor, W: AlgomoVisitor>(user: &V, wrapped: &W) {
    assert_eq!(W::CONTRACT, V::CONTRACT);
    // `Visitor` shows no values, so that a plain `assert_eq` would say little more.
    assert!(wrapped.visitor() == user.visitor());
    assert_eq!(mint(&auth(), wrapped), mint(&auth(), user));
    let settings = |html: algomo_core::Settings| html.to_string();
    assert_eq!(auth().settings(wrapped).map(settings), auth().settings(user).map(settings));
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
    assert_same(user, &Some(user));
    assert_same(user, &Some(Arc::new(owned())));
    assert_same(user, &Arc::new(Some(owned())));
    assert_same(user, &Some(Some(Box::new(Rc::new(owned())))));
}

#[test]
fn a_wrapped_user_is_the_user_under_both_contracts() {
    let visitor =
        || Visitor::new(1).name("John Doe").email("john@example.com").company_name("Acme Inc.");
    assert_wrappers_delegate(&Known(visitor()));
    assert_wrappers_delegate(&Current(
        visitor().avatar("https://example.com/a.png").custom("key", "value"),
    ));
}

#[test]
fn the_contract_is_known_where_no_user_is() {
    fn contract_of<V: AlgomoVisitor>(_: &V) -> Contract {
        V::CONTRACT
    }

    let nobody = None::<Box<Current<'_>>>;
    assert!(nobody.visitor().is_none());
    assert_eq!(contract_of(&nobody), Contract::AuthToken);
    assert_eq!(contract_of(&Some(Rc::new(&nobody))), Contract::AuthToken);
    assert_eq!(contract_of(&None::<Arc<Known<'_>>>), Contract::VisitorToken);
}

#[test]
fn nobody_is_nobody_however_wrapped() {
    let nobody = || None::<Known<'static>>;
    assert_eq!(auth().token(&nobody()), Ok(None));
    assert_eq!(auth().token(&&nobody()), Ok(None));
    assert_eq!(auth().token(&Some(nobody())), Ok(None));
    assert_eq!(auth().token(&Box::new(nobody())), Ok(None));
    assert_eq!(auth().token(&Rc::new(nobody())), Ok(None));
    assert_eq!(auth().token(&Arc::new(Some(&nobody()))), Ok(None));
}
