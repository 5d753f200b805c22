//! Each token of the vectors against `jsonwebtoken::encode`, for a serde struct with the same claims.

use std::collections::BTreeMap;

use algomo_tests::vectors;
use jsonwebtoken::crypto::CryptoProvider;
use jsonwebtoken::{EncodingKey, Header, encode};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What an application would write by hand.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Claims {
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

/// Encodes every case with `provider`, and compares with the token that [`tokens`](../contract/tokens.rs) holds ours to.
pub(crate) fn encodes_the_same(provider: &'static CryptoProvider) {
    provider.install_default().expect("the only provider of this binary");
    for case in vectors::tokens() {
        let claims: Claims = serde_json::from_value(Value::Object(case.claims.clone()))
            .expect("the claims are those of the contracts");
        let key = EncodingKey::from_secret(case.secret.as_bytes());
        let token = encode(&Header::default(), &claims, &key).expect("it encodes");
        assert_eq!(token, case.token, "{}", case.name);
    }
}
