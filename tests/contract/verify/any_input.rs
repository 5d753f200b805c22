//! No input makes the verifier panic, and it accepts what the rules accept, for whatever is signed.

use algomo_core::VerifyError;
use proptest::bool::weighted;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde::de::IgnoredAny;
use serde_json::{Map, Value, json};

use crate::support::{EXP, HEADER, MAX_EXACT, NOW, auth, encode, sign, sign_message};

/// Values that a claim should have, beside many that it shouldn't.
fn claim_value() -> impl Strategy<Value = Value> {
    let max = MAX_EXACT;
    let common = select(vec![
        json!(1),
        json!(-1),
        json!(max),
        json!(max + 1),
        json!(-i64::try_from(max).expect("53 bits")),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1.0),
        json!(1.5),
        json!(""),
        json!("1"),
        json!(" "),
        json!("\u{200b}\t"),
        json!(NOW),
        json!(NOW + 1),
        json!(auth_time() + 0.5),
        json!(auth_time() - 0.5),
        json!(1e300),
        json!(EXP),
        json!(null),
        json!(false),
        json!([]),
        json!({}),
        json!({"key": "value"}),
        json!({"key": 1}),
    ]);
    let scalar =
        prop_oneof![any::<String>().prop_map(Value::from), any::<i64>().prop_map(Value::from)];
    let nested = scalar.clone().prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(any::<String>(), inner, 0..4)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    });
    prop_oneof![6 => common, 1 => scalar, 1 => nested]
}

/// Payloads, most of them with a good id and `exp` so that the other claims decide.
fn claims() -> impl Strategy<Value = Map<String, Value>> {
    let names = [
        "id",
        "name",
        "email",
        "avatar",
        "companyId",
        "companyName",
        "companyNamy",
        "customData",
        "nbf",
        "exp",
    ];
    let name =
        prop_oneof![4 => select(names.to_vec()).prop_map(str::to_owned), 1 => any::<String>()];
    let others = btree_map(name, claim_value(), 0..4);
    (others, weighted(0.9), weighted(0.9)).prop_map(|(others, has_id, has_exp)| {
        let mut claims = Map::from_iter(others);
        if has_id {
            claims.entry("id").or_insert(json!(7));
        }
        if has_exp {
            claims.entry("exp").or_insert(json!(EXP));
        }
        claims
    })
}

/// The rules as the contract states them, read off the JSON once more in another way.
fn is_good(claims: &Map<String, Value>) -> bool {
    let is_id = |id: &Value| match id {
        Value::String(_) => true,
        Value::Number(number) => {
            number.as_i64().is_some_and(|number| number.unsigned_abs() <= MAX_EXACT)
        }
        _ => false,
    };
    let absent_or =
        |claim: &str, is_good: &dyn Fn(&Value) -> bool| claims.get(claim).is_none_or(is_good);
    let is_flat = |value: &Value| {
        value.as_object().is_some_and(|entries| entries.values().all(Value::is_string))
    };
    let is_blank = |id: &Value| {
        let is_invisible = |char: char| {
            char.is_whitespace() || "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}".contains(char)
        };
        id.as_str().is_some_and(|id| id.chars().all(is_invisible))
    };
    let now = auth_time();
    claims.get("exp").and_then(Value::as_f64).is_some_and(|exp| now < exp)
        && claims.get("id").is_some_and(|id| is_id(id) && !is_blank(id))
        && absent_or("nbf", &|nbf| nbf.as_f64().is_some_and(|nbf| nbf <= now))
        && !(claims.contains_key("companyName") && claims.contains_key("companyNamy"))
        && absent_or("companyId", &is_id)
        && absent_or("customData", &is_flat)
        && ["name", "email", "avatar", "companyName", "companyNamy"]
            .iter()
            .all(|claim| absent_or(claim, &Value::is_string))
}

/// [`NOW`] as a JSON number has it.
fn auth_time() -> f64 {
    json!(NOW).as_f64().expect("a number")
}

/// What the verifier makes of good claims: those that it knows, with an `exp` that is written as JavaScript would.
fn known(claims: &Map<String, Value>) -> Value {
    let names = [
        "id",
        "name",
        "email",
        "avatar",
        "companyId",
        "companyName",
        "companyNamy",
        "customData",
        "exp",
    ];
    let known = claims.iter().filter(|(name, _)| names.contains(&name.as_str()));
    let known = known.map(|(name, value)| {
        let is_exact = value.as_i64().is_some_and(|exp| exp.unsigned_abs() <= MAX_EXACT);
        let value = if name == "exp" && !is_exact { json!(value.as_f64()) } else { value.clone() };
        (name.clone(), value)
    });
    Value::Object(known.collect())
}

#[test]
fn the_random_claims_are_good_and_bad_ones() {
    // Else the property below would say little.
    let mut runner = TestRunner::deterministic();
    let samples = (0..1000).map(|_| claims().new_tree(&mut runner).expect("a sample").current());
    let good = samples.filter(is_good).count();
    assert!((200..800).contains(&good), "{good} of 1000 are good");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn signed_claims_are_accepted_exactly_if_they_follow_the_rules(claims in claims()) {
        let json = serde_json::to_string(&claims).expect("it serializes");
        match auth().verify(&sign(HEADER, json)) {
            Ok(visitor) => {
                prop_assert!(is_good(&claims));
                let verified = serde_json::to_value(&visitor).expect("it serializes");
                prop_assert_eq!(verified, known(&claims));
            }
            Err(error) => prop_assert!(!is_good(&claims), "refused: {error}"),
        }
    }
}

proptest! {
    #[test]
    fn no_text_is_accepted(text in any::<String>()) {
        prop_assert!(auth().verify(&text).is_err());
    }

    #[test]
    fn no_three_parts_are_accepted(parts in vec("[A-Za-z0-9_=+/-]{0,60}|\\PC{0,20}", 3)) {
        prop_assert!(auth().verify(&parts.join(".")).is_err());
    }

    #[test]
    fn no_three_encoded_parts_are_accepted(
        header in vec(any::<u8>(), 0..60),
        claims in vec(any::<u8>(), 0..60),
        signature in vec(any::<u8>(), 0..60),
    ) {
        let parts = [header, claims, signature].map(encode);
        prop_assert!(auth().verify(&parts.join(".")).is_err());
    }

    #[test]
    fn no_signed_bytes_are_accepted(header in vec(any::<u8>(), 0..60), claims in vec(any::<u8>(), 0..60)) {
        prop_assert!(auth().verify(&sign(HEADER, &claims)).is_err());
        let good_claims = format!(r#"{{"id":1,"exp":{EXP}}}"#);
        prop_assert!(auth().verify(&sign(&header, good_claims)).is_err());
        prop_assert!(auth().verify(&sign(header, claims)).is_err());
    }

    #[test]
    fn no_signed_text_before_the_dot_is_accepted_unless_it_is_a_header_and_claims(message in "[A-Za-z0-9_.-]{0,60}") {
        prop_assert!(auth().verify(&sign_message(&message)).is_err());
    }

    /// JSON that a byte was changed in, signed: near enough to good claims to reach every branch of the reader.
    #[test]
    fn claims_with_a_byte_changed_are_read_as_they_are_or_refused(
        claims in claims(),
        place in any::<Index>(),
        byte in any::<u8>(),
    ) {
        let mut json = serde_json::to_vec(&claims).expect("it serializes");
        let place = place.index(json.len());
        json[place] = byte;
        let verified = auth().verify(&sign(HEADER, &json));
        match serde_json::from_slice::<Map<String, Value>>(&json) {
            // A key may come twice now, which a map does not show.
            Ok(claims) if verified != Err(VerifyError::DuplicateKey { part: "payload" })
                && verified != Err(VerifyError::DuplicateKey { part: "customData" }) =>
            {
                prop_assert_eq!(verified.is_ok(), is_good(&claims));
            }
            Ok(_) => {}
            // Good JSON may have values that no reader can hold, such as 1e400, in a claim that is passed over.
            Err(_) if serde_json::from_slice::<IgnoredAny>(&json).is_ok() => {}
            Err(_) => prop_assert!(verified.is_err()),
        }
    }
}
