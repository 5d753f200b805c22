//! Which contract a token is written for: the mint's, the one that the visitor declares, or the default.

use algomo_core::{AlgomoVisitor, Contract, Error, Mint, Visitor, VisitorAuth};

use crate::support::{Current, Known, Untouchable, auth, payload_text};

const DECLARED: [Option<Contract>; 3] =
    [None, Some(Contract::VisitorToken), Some(Contract::AuthToken)];

fn mint_for(contract: Option<Contract>) -> VisitorAuth {
    match contract {
        Some(contract) => auth().with_contract(contract),
        None => auth(),
    }
}

fn declare(visitor: Visitor<'static>, contract: Option<Contract>) -> Visitor<'static> {
    match contract {
        Some(contract) => visitor.contract(contract),
        None => visitor,
    }
}

/// The settings object of each way to the page, all of which have to agree.
#[track_caller]
fn objects(auth: &VisitorAuth, user: &dyn AlgomoVisitor) -> Result<String, Error> {
    let mint: &dyn Mint = auth;
    let settings = auth.settings(user).map(|settings| settings.to_string());
    let minted = mint.mint_settings(user, None).map(|settings| settings.to_string());
    assert_eq!(minted, settings);

    let mut page = String::new();
    match auth.write_settings(user, None, &mut page) {
        Ok(is_known) => {
            assert!(is_known);
            assert_eq!(Ok(&page), settings.as_ref());
        }
        Err(error) => {
            assert_eq!(settings, Err(error.clone()));
            assert_eq!(auth.write_settings(user, None, &mut Untouchable), Err(error.clone()));
            assert_eq!(auth.token(user), Err(error.clone()));
            assert_eq!(mint.mint_token(user), Err(error));
        }
    }
    let object = |html: String| {
        let (_, object) = html.split_once(" = ").expect("an assignment");
        object.strip_suffix(";</script>").expect("the end of the script").to_owned()
    };
    settings.map(object)
}

#[test]
fn the_mints_contract_then_the_visitors_then_the_default() {
    for widget in DECLARED {
        for visitor in DECLARED {
            for id in [1, 77] {
                let user = declare(Visitor::new(id).name("Ada").company_id(id + 1), visitor);
                let expected = match (widget, visitor) {
                    (Some(widget), Some(visitor)) if widget != visitor => {
                        Err(Error::ContractMismatch { visitor, widget })
                    }
                    (Some(contract), _) | (None, Some(contract)) => Ok(contract),
                    (None, None) => Ok(Contract::VisitorToken),
                };
                let auth = mint_for(widget);
                let object = objects(&auth, &user);
                match expected {
                    Err(error) => assert_eq!(object, Err(error)),
                    Ok(contract) => {
                        let (key, quote) = match contract {
                            Contract::AuthToken => ("authToken", "\""),
                            _ => ("visitorToken", ""),
                        };
                        let token = auth.token(&user).expect("no error").expect("a visitor");
                        assert_eq!(object, Ok(format!(r#"{{"{key}":"{token}"}}"#)));
                        let company = id + 1;
                        let claims = format!(
                            r#"{{"id":{quote}{id}{quote},"name":"Ada","companyId":{quote}{company}{quote},"exp":4102444800}}"#
                        );
                        assert_eq!(payload_text(token.as_str()), claims);
                    }
                }
            }
        }
    }
}

#[test]
fn a_claim_that_the_contract_in_force_does_not_have_is_refused() {
    let avatar = || Visitor::new(1).avatar("https://example.com/a.png");
    let custom = || Visitor::new(1).custom("plan", "pro");
    let namy = || Visitor::new(1).company_namy("Acme Inc.");
    let unsupported = |claim, contract| Err(Error::UnsupportedClaim { claim, contract });
    let (visitor_token, auth_token) = (Contract::VisitorToken, Contract::AuthToken);
    for widget in [None, Some(visitor_token)] {
        let auth = mint_for(widget);
        assert_eq!(objects(&auth, &avatar()), unsupported("avatar", visitor_token));
        assert_eq!(objects(&auth, &custom()), unsupported("customData", visitor_token));
        assert!(objects(&auth, &namy()).is_ok());
        let declared = avatar().contract(visitor_token);
        assert_eq!(objects(&auth, &declared), unsupported("avatar", visitor_token));
    }
    let auth = mint_for(Some(auth_token));
    assert!(objects(&auth, &avatar()).is_ok() && objects(&auth, &custom()).is_ok());
    assert_eq!(objects(&auth, &namy()), unsupported("companyNamy", auth_token));
    // The mint decides, and the type's own declaration does where the mint has none.
    assert!(objects(&mint_for(None), &avatar().contract(auth_token)).is_ok());
    let declared = namy().contract(auth_token);
    assert_eq!(objects(&mint_for(None), &declared), unsupported("companyNamy", auth_token));
}

#[test]
fn the_last_contract_of_a_mint_counts_and_a_clone_has_its_own() {
    let first = auth().with_contract(Contract::AuthToken);
    let second = first.clone().with_contract(Contract::VisitorToken);
    for _ in 0..2 {
        let user = Visitor::new(1);
        assert!(objects(&first, &user).expect("no error").starts_with("{\"authToken\""));
        assert!(objects(&second, &user).expect("no error").starts_with("{\"visitorToken\""));
    }
}

#[test]
fn one_mint_switches_users_of_every_kind_of_type() {
    #[derive(AlgomoVisitor)]
    struct Derived {
        id: u32,
        company_id: Option<u32>,
    }

    let derived = Derived { id: 5, company_id: Some(6) };
    let users: [&dyn AlgomoVisitor; 4] =
        [&derived, &Some(&derived), &Known(Visitor::new(5)), &Visitor::new(5)];
    for user in users {
        let old = objects(&auth(), user).expect("no error");
        assert!(old.starts_with("{\"visitorToken\":"), "{old}");
        let auth = auth().with_contract(Contract::AuthToken);
        let new = objects(&auth, user).expect("no error");
        assert!(new.starts_with("{\"authToken\":"), "{new}");
        let token = auth.token(user).expect("no error").expect("a visitor");
        assert!(payload_text(token.as_str()).starts_with(r#"{"id":"5""#));
    }
}

#[test]
fn a_mismatch_names_both_contracts() {
    let error = auth()
        .with_contract(Contract::VisitorToken)
        .token(Current(Visitor::new(1)))
        .expect_err("another contract");
    assert_eq!(
        error.to_string(),
        "the visitor's type declares the contract auth-token, and the VisitorAuth has the contract visitor-token: \
         use the same for both"
    );
}

#[test]
fn nobody_has_no_contract_to_differ_in() {
    for widget in DECLARED {
        let auth = mint_for(widget);
        assert_eq!(auth.token(None::<Current<'_>>), Ok(None));
        assert_eq!(
            auth.settings(None::<Current<'_>>).map(|settings| settings.to_string()),
            Ok(String::new())
        );
    }
}
