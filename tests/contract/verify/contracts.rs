//! A verifier with a contract refuses what that contract does not have. The token itself does not name one.

use algomo_core::{Contract, VerifyError, Visitor};

use crate::support::{Current, EXP, HEADER, Known, auth, mint, sign};

/// What a verifier with each contract, and one without, say to these claims.
fn verdicts(claims: &str) -> [Result<(), VerifyError>; 3] {
    let token = sign(HEADER, format!(r#"{{{claims},"exp":{EXP}}}"#));
    let verify = |contract: Option<Contract>| {
        let auth = match contract {
            Some(contract) => auth().with_contract(contract),
            None => auth(),
        };
        auth.verify(&token).map(|_| ())
    };
    [verify(Some(Contract::VisitorToken)), verify(Some(Contract::AuthToken)), verify(None)]
}

#[test]
fn a_claim_of_the_other_contract_is_refused() {
    let unsupported = |claim, contract| Err(VerifyError::UnsupportedClaim { claim, contract });
    let (old, new) = (Contract::VisitorToken, Contract::AuthToken);
    for (claims, expected) in [
        (r#""id":"1","avatar":"""#, [unsupported("avatar", old), Ok(()), Ok(())]),
        (r#""id":"1","customData":{}"#, [unsupported("customData", old), Ok(()), Ok(())]),
        (r#""id":"1","companyNamy":"a""#, [Ok(()), unsupported("companyNamy", new), Ok(())]),
        (
            r#""id":"1","companyNamy":"a","avatar":"b""#,
            [unsupported("avatar", old), unsupported("companyNamy", new), Ok(())],
        ),
    ] {
        assert_eq!(verdicts(claims), expected, "{claims}");
    }
    assert_eq!(
        VerifyError::UnsupportedClaim { claim: "avatar", contract: old }.to_string(),
        "the token has the claim avatar, which the contract visitor-token does not have"
    );
}

#[test]
fn an_integer_is_refused_where_the_contract_has_text() {
    let invalid = |claim| Err(VerifyError::InvalidClaim { claim });
    for (claims, expected) in [
        (r#""id":1"#, [Ok(()), invalid("id"), Ok(())]),
        (r#""id":-7,"companyId":"c""#, [Ok(()), invalid("id"), Ok(())]),
        (r#""id":"1","companyId":1"#, [Ok(()), invalid("companyId"), Ok(())]),
    ] {
        assert_eq!(verdicts(claims), expected, "{claims}");
    }
}

#[test]
fn a_token_that_fits_both_contracts_passes() {
    for claims in [
        r#""id":"1""#,
        r#""id":"007","name":"","email":"e","companyId":"c","companyName":"n""#,
        r#""id":"9007199254740993","iss":"i","aud":"a","iat":1"#,
    ] {
        assert_eq!(verdicts(claims), [Ok(()), Ok(()), Ok(())], "{claims}");
    }
}

#[test]
fn a_mint_with_a_contract_verifies_its_own_tokens() {
    let user = || Visitor::new(1).name("Ada").company_id(7);
    let old = auth().with_contract(Contract::VisitorToken);
    let new = auth().with_contract(Contract::AuthToken);
    assert!(old.verify(&mint(&old, &user())).is_ok());
    assert!(new.verify(&mint(&new, &user())).is_ok());
    assert!(new.verify(&mint(&new, &Current(user().avatar("a").custom("k", "v")))).is_ok());
    assert_eq!(
        new.verify(&mint(&old, &Known(user()))),
        Err(VerifyError::InvalidClaim { claim: "id" }),
    );
}
