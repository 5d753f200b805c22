//! Our tokens against those of `jsonwebtoken::encode`, and each side's tokens at the other's verifier.

use std::collections::BTreeMap;
use std::sync::Once;

use algomo_core::{Contract, Error, Visitor, VisitorAuth, VisitorSecret};
use algomo_tests::vectors;
use jsonwebtoken::crypto::CryptoProvider;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use proptest::collection::btree_map;
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// When the tokens here expire, in seconds since 1970.
const EXP: u64 = 4_102_444_800;

/// A process has one backend.
fn install(provider: &'static CryptoProvider) {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| provider.install_default().expect("the only provider of this binary"));
}

/// What an application would write by hand.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ByHand {
    id: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    avatar: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    company_id: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    company_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    company_namy: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_data: Option<BTreeMap<String, String>>,
    exp: u64,
}

/// Each token of the vectors, from a struct that is written by hand.
pub(crate) fn encodes_the_vectors(provider: &'static CryptoProvider) {
    install(provider);
    for case in vectors::tokens() {
        let claims: ByHand = serde_json::from_value(Value::Object(case.claims.clone()))
            .expect("the claims are those of the contracts");
        let key = EncodingKey::from_secret(case.secret.as_bytes());
        let token = encode(&Header::default(), &claims, &key).expect("it encodes");
        assert_eq!(token, case.token, "{}", case.name);
    }
}

/// What an application signs by itself: a visitor beside the expiry.
#[derive(Serialize)]
struct Claims<'a> {
    #[serde(flatten)]
    visitor: &'a Visitor<'a>,
    exp: u64,
}

fn by_oneself(visitor: &Visitor<'_>, secret: &str) -> Result<String, String> {
    let key = EncodingKey::from_secret(secret.as_bytes());
    let token = encode(&Header::default(), &Claims { visitor, exp: EXP }, &key);
    token.map_err(|error| error.to_string())
}

/// Our mint, with the secret in the form of a text.
fn auth(secret: &str) -> VisitorAuth {
    vectors::mint_at(VisitorSecret::new(secret).expect("a secret"), EXP - 30)
}

fn minted(visitor: &Visitor<'_>, secret: &str) -> Result<String, Error> {
    Ok(auth(secret).token(visitor)?.expect("a visitor").into())
}

/// Any user of one of the contracts.
fn any_visitor() -> impl Strategy<Value = Visitor<'static>> {
    let id = prop_oneof![any::<i64>().prop_map(Err), "\\PC{1,12}".prop_map(Ok)];
    let text = || option::of(any::<String>());
    let custom = btree_map(any::<String>(), any::<String>(), 0..4);
    let claims = (id, text(), text(), text(), text(), option::of(any::<u64>()), custom);
    (claims, any::<bool>(), any::<bool>()).prop_map(|(claims, is_current, declares)| {
        let (id, name, email, avatar, company_name, company_id, custom) = claims;
        let visitor = match id {
            Ok(text) => Visitor::new(text),
            Err(number) => Visitor::new(number),
        };
        let visitor = visitor.name(name).email(email).company_id(company_id);
        match (is_current, declares) {
            (true, _) => visitor
                .company_name(company_name)
                .avatar(avatar)
                .custom_data(custom)
                .contract(Contract::AuthToken),
            (false, true) => visitor.company_namy(company_name).contract(Contract::VisitorToken),
            (false, false) => visitor.company_name(company_name),
        }
    })
}

/// A visitor beside `exp` is our token, byte for byte, for any user, contract and key.
pub(crate) fn encodes_a_flattened_visitor(provider: &'static CryptoProvider) {
    install(provider);
    let users = (any_visitor(), "[A-Za-z0-9+/]{32,150}");
    let outcome = TestRunner::default().run(&users, |(visitor, secret)| {
        // An id of invisible characters is refused by both, for the same reason.
        match minted(&visitor, &secret) {
            Ok(token) => prop_assert_eq!(by_oneself(&visitor, &secret), Ok(token)),
            Err(error) => {
                let refused = by_oneself(&visitor, &secret).expect_err("it is refused");
                prop_assert!(refused.contains(&error.to_string()), "{refused}");
            }
        }
        Ok(())
    });
    outcome.expect("every user is the same");
}

/// What the mint refuses, an application can't sign by itself either.
pub(crate) fn refuses_what_the_mint_refuses(provider: &'static CryptoProvider) {
    install(provider);
    let secret = "algomo-golden-secret-0123456789abcdef";
    for visitor in [
        Visitor::new(""),
        Visitor::new("\u{200b}"),
        Visitor::new("00000000-0000-0000-0000-000000000000"),
        Visitor::new(1).avatar("a"),
        Visitor::new(1).custom("key", "value"),
        Visitor::new(1).company_name("a").company_namy("a"),
        Visitor::new(1).company_namy("a").contract(Contract::AuthToken),
    ] {
        let error = minted(&visitor, secret).expect_err("refused").to_string();
        let refused = by_oneself(&visitor, secret).expect_err("refused");
        assert!(refused.contains(&error), "`{error}` is not in `{refused}`");
    }
}

/// `jsonwebtoken::decode` reads our tokens, and refuses them under another key; we do the same with its tokens.
pub(crate) fn each_reads_the_others_tokens(provider: &'static CryptoProvider) {
    install(provider);
    let users = (any_visitor(), "[a-z]{32,100}");
    let outcome = TestRunner::default().run(&users, |(visitor, secret)| {
        let Ok(token) = minted(&visitor, &secret) else { return Ok(()) };
        let validation = Validation::new(Algorithm::HS256);
        let key = DecodingKey::from_secret(secret.as_bytes());
        let decoded = decode::<Map<String, Value>>(&token, &key, &validation);
        let mut claims = decoded.map_err(|error| TestCaseError::fail(error.to_string()))?.claims;
        let verified = auth(&secret).verify(&by_oneself(&visitor, &secret).expect("it encodes"));
        let verified = verified.map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(
            serde_json::to_value(verified).expect("JSON"),
            Value::Object(claims.clone())
        );
        prop_assert_eq!(claims.remove("exp"), Some(EXP.into()));

        let other = secret.to_uppercase();
        let key = DecodingKey::from_secret(other.as_bytes());
        prop_assert!(decode::<Map<String, Value>>(&token, &key, &validation).is_err());
        prop_assert!(auth(&other).verify(&token).is_err());
        Ok(())
    });
    outcome.expect("each side reads the other's tokens");
}
