//! What the payload of a token may say. Every token here is rightly signed.

use algomo_core::{IdValue, VerifiedVisitor, VerifyError};

use crate::support::{EXP, HEADER, MAX_EXACT, auth, sign};

/// Verifies a token with these claims and a good `exp` behind them.
fn verify(claims: &str) -> Result<VerifiedVisitor, VerifyError> {
    auth().verify(&sign(HEADER, format!(r#"{{{claims},"exp":{EXP}}}"#)))
}

/// `exp` as the verified visitor serializes it.
fn payload_exp(visitor: &VerifiedVisitor) -> u64 {
    let json = serde_json::to_value(visitor).expect("it serializes");
    json["exp"].as_u64().expect("whole seconds")
}

/// Asserts what each of these claims is refused for.
fn assert_refused(cases: &[(&str, VerifyError)]) {
    for (claims, reason) in cases {
        assert_eq!(verify(claims).as_ref(), Err(reason), "{claims}");
    }
}

#[test]
fn an_integer_id_is_accepted_as_far_as_javascript_counts() {
    let max = i64::try_from(MAX_EXACT).expect("53 bits");
    for number in [0, 1, -1, max, -max] {
        let visitor = verify(&format!(r#""id":{number},"companyId":{number}"#)).expect("exact");
        assert_eq!(visitor.id().as_integer(), Some(number));
        assert_eq!(visitor.company_id().and_then(IdValue::as_integer), Some(number));
    }
    let too_large = [
        (max + 1).to_string(),
        (-max - 1).to_string(),
        i64::MAX.to_string(),
        i64::MIN.to_string(),
        u64::MAX.to_string(),
        u128::MAX.to_string(),
        "9".repeat(400),
    ];
    for number in too_large {
        let refused = verify(&format!(r#""id":{number}"#));
        assert_eq!(refused, Err(VerifyError::InvalidClaim { claim: "id" }), "{number}");
        let refused = verify(&format!(r#""id":1,"companyId":{number}"#));
        assert_eq!(refused, Err(VerifyError::InvalidClaim { claim: "companyId" }), "{number}");
    }
}

#[test]
fn number_1_and_text_1_are_different_ids() {
    let number = verify(r#""id":1,"companyId":1"#).expect("an integer");
    let text = verify(r#""id":"1","companyId":"1""#).expect("a string");
    assert_eq!(number.id().as_integer(), Some(1));
    assert_eq!(text.id().as_integer(), None);
    assert_ne!(number.id(), text.id());
    assert_ne!(number.company_id(), text.company_id());
    assert_ne!(number, text);
    assert_eq!(number.id().to_string(), text.id().to_string(), "they display alike");
}

#[test]
fn an_id_is_a_string_that_says_something_or_an_integer_written_as_one() {
    let invalid = VerifyError::InvalidClaim { claim: "id" };
    for id in
        ["null", "true", "[]", "[1]", "{}", "1.0", "1.5", "1e3", "1E0", "-0", "-0.0", r#""\ud800""#]
    {
        assert_eq!(verify(&format!(r#""id":{id}"#)), Err(invalid.clone()), "{id}");
    }
    assert_refused(&[
        (r#""id":"""#, VerifyError::BlankId),
        (r#""name":"John Doe""#, VerifyError::MissingClaim { claim: "id" }),
        (r#""Id":1"#, VerifyError::MissingClaim { claim: "id" }),
        (r#""sub":"1""#, VerifyError::MissingClaim { claim: "id" }),
        // What is no JSON number at all.
        (r#""id":01"#, VerifyError::InvalidJson { part: "payload" }),
        (r#""id":+1"#, VerifyError::InvalidJson { part: "payload" }),
        (r#""id":NaN"#, VerifyError::InvalidJson { part: "payload" }),
    ]);
    for id in ["0", "null", "1 ", "a\u{200b}"] {
        let visitor = verify(&format!(r#""id":"{id}""#)).expect("a string");
        assert_eq!(visitor.id().as_integer(), None);
        assert_eq!(visitor.id().to_string(), id);
    }
}

#[test]
fn texts_are_strings() {
    let texts = ["name", "email", "avatar", "companyName", "companyNamy"];
    for claim in texts {
        for value in ["null", "1", "false", "[]", r#"["a"]"#, "{}", r#""\udc00""#] {
            let refused = verify(&format!(r#""id":1,"{claim}":{value}"#));
            assert_eq!(refused, Err(VerifyError::InvalidClaim { claim }), "{claim}: {value}");
        }
        for text in ["", "John Doe", "Ада", "</script>"] {
            let visitor = verify(&format!(r#""id":1,"{claim}":"{text}""#)).expect("a string");
            let json = serde_json::to_value(&visitor).expect("it serializes");
            assert_eq!(json[claim], text, "{claim}");
        }
    }
}

#[test]
fn each_claim_is_found_under_its_own_name() {
    let visitor = verify(
        r#""customData":{"key2":"value2","key1":"value1"},"companyName":"Acme Inc.","companyId":"c-7",
           "avatar":"https://example.com/a.png","email":"john@example.com","name":"John\u0020Doe","id":"u-1""#,
    )
    .expect("all claims are good");
    assert_eq!(visitor.id().to_string(), "u-1");
    assert_eq!(visitor.name(), Some("John Doe"));
    assert_eq!(visitor.email(), Some("john@example.com"));
    assert_eq!(visitor.avatar(), Some("https://example.com/a.png"));
    assert_eq!(visitor.company_id().map(ToString::to_string).as_deref(), Some("c-7"));
    assert_eq!(visitor.company_name(), Some("Acme Inc."));
    let custom_data: Vec<_> = visitor.custom_data().collect();
    assert_eq!(custom_data, [("key2", "value2"), ("key1", "value1")], "in the token's order");
    assert_eq!(
        serde_json::to_string(&visitor).expect("it serializes"),
        r#"{"id":"u-1","name":"John Doe","email":"john@example.com","avatar":"https://example.com/a.png","#
            .to_owned()
            + r#""companyId":"c-7","companyName":"Acme Inc.","customData":{"key2":"value2","key1":"value1"},"#
            + r#""exp":4102444800}"#,
    );
}

#[test]
fn an_absent_claim_is_none() {
    let visitor = verify(r#""id":1"#).expect("an id is enough");
    assert_eq!(visitor.name(), None);
    assert_eq!(visitor.email(), None);
    assert_eq!(visitor.avatar(), None);
    assert_eq!(visitor.company_id(), None);
    assert_eq!(visitor.company_name(), None);
    assert_eq!(visitor.custom_data().next(), None);
    assert_eq!(
        serde_json::to_string(&visitor).expect("it serializes"),
        r#"{"id":1,"exp":4102444800}"#
    );
}

#[test]
fn the_first_documents_spelling_is_the_company_name_too() {
    let visitor = verify(r#""id":1,"companyNamy":"Acme Inc.""#).expect("a claim of the contract");
    assert_eq!(visitor.company_name(), Some("Acme Inc."));
}

#[test]
fn custom_data_is_one_flat_object_of_strings() {
    let invalid = VerifyError::InvalidClaim { claim: "customData" };
    let no_custom_data = [
        "null",
        "1",
        r#""key""#,
        "[]",
        r#"[["key","value"]]"#,
        r#"{"key":1}"#,
        r#"{"key":null}"#,
        r#"{"key":{}}"#,
        r#"{"key":["value"]}"#,
        r#"{"key":"value","other":false}"#,
    ];
    for value in no_custom_data {
        let refused = verify(&format!(r#""id":1,"customData":{value}"#));
        assert_eq!(refused, Err(invalid.clone()), "{value}");
    }
    for (value, len) in [("{}", 0), (r#"{"":""}"#, 1), (r#"{"exp":"1","id":"2"}"#, 2)] {
        let visitor = verify(&format!(r#""id":1,"customData":{value}"#)).expect("flat");
        assert_eq!(visitor.custom_data().count(), len, "{value}");
        assert_eq!(visitor.id().as_integer(), Some(1));
        assert_eq!(payload_exp(&visitor), EXP);
    }
}

#[test]
fn no_key_comes_twice() {
    let payload = VerifyError::DuplicateKey { part: "payload" };
    let custom_data = VerifyError::DuplicateKey { part: "customData" };
    assert_refused(&[
        (r#""id":1,"id":1"#, payload.clone()),
        (r#""id":1,"\u0069d":2"#, payload.clone()),
        (r#""id":1,"name":"John Doe","name":"John Doe""#, payload.clone()),
        (r#""id":1,"exp":4102444800"#, payload.clone()),
        (r#""id":1,"unknown":1,"unknown":2"#, payload.clone()),
        (r#""id":1,"":1,"":2"#, payload),
        (r#""id":1,"customData":{"a":"1","a":"1"}"#, custom_data.clone()),
        (r#""id":1,"customData":{"a":"1","b":"2","\u0061":"3"}"#, custom_data),
    ]);
}

#[test]
fn a_claim_that_no_contract_has_is_passed_over() {
    let plain = verify(r#""id":1"#).expect("plain");
    for claims in [
        r#""id":1,"iat":4102444770,"iss":"algomo","aud":["widget"],"jti":null"#,
        r#""id":1,"unknown":{"a":[1.5e300,{"b":"\ud83d\ude00"}]}"#,
        r#""id":1,"company_id":{},"customdata":7"#,
        // Values that no reader holds are JSON all the same.
        r#""id":1,"unknown":1e400,"other":"\ud800""#,
    ] {
        assert_eq!(verify(claims).as_ref(), Ok(&plain), "{claims}");
    }
}

#[test]
fn no_depth_of_nesting_overflows_the_stack() {
    // Both braces and brackets; the deepest fits into the limit on a token's length.
    for depth in [1000, 20_000] {
        let brackets = "[".repeat(depth) + &"]".repeat(depth);
        let braces = r#"{"":"#.repeat(depth / 4) + "1" + &"}".repeat(depth / 4);
        for deep in [brackets, braces] {
            let invalid = |claim| Err(VerifyError::InvalidClaim { claim });
            assert_eq!(verify(&format!(r#""id":{deep}"#)), invalid("id"));
            assert_eq!(verify(&format!(r#""id":1,"name":{deep}"#)), invalid("name"));
            let custom_data = verify(&format!(r#""id":1,"customData":{{"":{deep}}}"#));
            assert_eq!(custom_data, invalid("customData"));
            let unknown = verify(&format!(r#""id":1,"unknown":{deep}"#));
            assert_eq!(unknown.map(|visitor| payload_exp(&visitor)), Ok(EXP));
        }
        let arrays = auth().verify(&sign(HEADER, "[".repeat(depth)));
        assert_eq!(arrays, Err(VerifyError::InvalidJson { part: "payload" }));
    }
}

#[test]
fn a_payload_is_one_json_object_and_nothing_else() {
    let good = format!(r#"{{"id":1,"exp":{EXP}}}"#);
    let bad = [
        String::new(),
        " ".to_owned(),
        "null".to_owned(),
        "1".to_owned(),
        format!("[{good}]"),
        format!("{good}{good}"),
        format!("{good}\0"),
        format!("\u{feff}{good}"),
        good.replace('}', ",}"),
        good.replace('"', "'"),
        good.replace('}', ""),
        good.replace("1,", "1,/**/"),
        good.replace("\"id\"", "id"),
        good.replace("id", "id\u{1}"),
    ];
    for payload in bad {
        let expected = if payload.is_empty() {
            VerifyError::NotCompact
        } else {
            VerifyError::InvalidJson { part: "payload" }
        };
        assert_eq!(auth().verify(&sign(HEADER, &payload)), Err(expected), "{payload:?}");
    }
    let spaced = format!(" \t\r\n{{ \"id\" : 1 ,\n\"exp\":\t{EXP} }} \n");
    assert!(auth().verify(&sign(HEADER, spaced)).is_ok());
}

#[test]
fn a_payload_is_utf_8() {
    for claims in [
        b"{\"id\":1,\"name\":\"\xff\",\"exp\":4102444800}".as_slice(),
        b"{\"id\":1,\"\xc3\x28\":1,\"exp\":4102444800}",
        // A surrogate, and an overlong slash.
        b"{\"id\":1,\"unknown\":\"\xed\xa0\x80\",\"exp\":4102444800}",
        b"{\"id\":1,\"name\":\"\xc0\xaf\",\"exp\":4102444800}",
    ] {
        let refused = auth().verify(&sign(HEADER, claims));
        assert_eq!(refused, Err(VerifyError::InvalidJson { part: "payload" }), "{claims:?}");
    }
}

#[test]
fn two_spellings_of_the_company_name_are_refused_like_at_the_mint() {
    assert_refused(&[(
        r#""id":1,"companyName":"a","companyNamy":"a""#,
        VerifyError::CompanyNameTwice,
    )]);
    let visitor = verify(r#""id":1,"companyNamy":"a""#).expect("one spelling");
    assert_eq!(visitor.company_name(), Some("a"));
}
