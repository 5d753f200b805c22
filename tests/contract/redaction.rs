//! `Debug` of everything that holds a secret, a token or claims shows none of them.

mod each_type;

use std::collections::BTreeMap;
use std::fmt::{Debug, Display};

use algomo_core::http::{Head, ResponseMark, ResponseMint, ScriptAnswer, ScriptVisitor};
use algomo_core::{
    Contract, CustomData, Error, IdClaim, Settings, VerifiedVisitor, Visitor, VisitorAuth,
    VisitorSecret, VisitorToken,
};
use jsonwebtoken::EncodingKey;
use serde::Serialize;

use crate::support::{Current, EXP, HEADER, Known, NOBODY, SECRET, auth, mint, parts, sign};

/// Every claim has a value of its own that occurs nowhere else; so do the number and the keys.
const VALUES: [&str; 8] = [
    "8675309",
    "Zaphod",
    "zaphod@heartofgold.example",
    "https://heartofgold.example/face.png",
    "heart-of-gold-42",
    "Sirius Cybernetics",
    "paranoid-key",
    "marvin-value",
];

/// A visitor with all of [`VALUES`].
fn visitor() -> Visitor<'static> {
    Visitor::new(8_675_309)
        .name(VALUES[1])
        .email(VALUES[2])
        .avatar(VALUES[3])
        .company_id(VALUES[4])
        .company_name(VALUES[5])
        .custom(VALUES[6], VALUES[7])
}

/// Asserts that neither form of a value's `Debug` shows a secret, a part of a token, or a claim.
#[track_caller]
fn assert_redacted(value: &dyn Debug) {
    let token = mint(&auth(), &Current(visitor()));
    let [_, claims, signature] = parts(&token);
    for shown in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!shown.is_empty());
        // The header is the same for everybody, but code that shows it probably shows the rest, too.
        for private in
            [SECRET, "algomo-golden", claims, &claims[..8], signature, &signature[..8], "eyJ0"]
        {
            assert!(!shown.contains(private), "{private} is in {shown}");
        }
        for private in VALUES {
            assert!(!shown.contains(private), "{private} is in {shown}");
        }
        // Nor the secret's or a text's bytes, as a derived `Debug` of a byte string would have them.
        let bytes = SECRET.bytes().map(|byte| byte.to_string()).take(4).collect::<Vec<_>>();
        assert!(!shown.contains(&bytes.join(", ")), "bytes are in {shown}");
    }
}

fn verified() -> VerifiedVisitor {
    auth().verify(&mint(&auth(), &Current(visitor()))).expect("a good token")
}

#[test]
fn what_is_checked_for_would_be_seen() {
    // All values are in the token, else the tests below would say nothing.
    let json = serde_json::to_string(&verified()).expect("it serializes");
    assert!(VALUES.iter().all(|value| json.contains(value)), "{json}");
}

#[test]
fn a_secret_is_not_shown() {
    let secret = VisitorSecret::new(SECRET).expect("a secret");
    assert_redacted(&secret);
    assert_redacted(&secret.clone());
    assert_redacted(&Some(&secret));
    assert_redacted(&VisitorSecret::try_from(EncodingKey::from_secret(SECRET.as_bytes())));
    assert_redacted(&VisitorSecret::new_allowing_short(SECRET));
    assert_eq!(format!("{secret:?}"), "VisitorSecret(..)");
    assert_eq!(format!("{secret:#?}"), "VisitorSecret(..)");
}

#[test]
fn a_mint_does_not_show_its_key() {
    let auth = auth().with_widget_id("64b26869eccc94a185db7f18").expect("a widget id");
    assert_redacted(&auth);
    // The other settings are no secret, and are worth seeing.
    let shown = format!("{auth:?}");
    assert!(shown.contains("30s") && shown.contains("64b26869eccc94a185db7f18"), "{shown}");
}

#[test]
fn a_token_is_not_shown() {
    let token = auth().token(Current(visitor())).expect("no error");
    assert_redacted(&token);
    assert_redacted(&token.expect("a visitor"));
}

#[test]
fn settings_do_not_show_their_token() {
    for nonce in [None, Some("bm9uY2U=")] {
        let settings = auth().settings(Current(visitor())).expect("no error");
        let settings = match nonce {
            Some(nonce) => settings.with_nonce(nonce).expect("a nonce"),
            None => settings,
        };
        assert_redacted(&settings);
        assert!(format!("{settings:?}").contains("anonymous: false"));
    }
    let anonymous = auth().settings(&NOBODY).expect("no error");
    assert!(format!("{anonymous:?}").contains("anonymous: true"));
}

#[test]
fn claims_are_named_but_not_shown() {
    let visitor = visitor();
    assert_redacted(&visitor);
    let shown = format!("{visitor:?}");
    for claim in ["id", "name", "email", "avatar", "companyId", "companyName", "customData"] {
        assert!(shown.contains(claim), "{claim} is not in {shown}");
    }
    let shown = format!("{:?}", Visitor::new(VALUES[1]));
    assert!(shown.contains("id") && !shown.contains("name"), "{shown}");
    assert_redacted(&Visitor::new(VALUES[1]).company_namy(VALUES[5]));
}

#[test]
fn the_pieces_of_a_visitor_are_not_shown() {
    assert_redacted(&8_675_309.id_claim());
    assert_redacted(&VALUES[4].id_claim());
    assert_redacted(&VALUES[4].id_claim().into_owned());
    assert_redacted(&CustomData::from_iter([(VALUES[6], VALUES[7])]));
    let uuid: uuid::Uuid = "0193a7f0-5a3b-7c21-9d2e-1f0a2b3c4d5e".parse().expect("a UUID");
    assert!(!format!("{:?}", uuid.id_claim()).contains("0193a7f0"));
}

#[test]
fn a_verified_visitor_is_not_shown() {
    let verified = verified();
    assert_redacted(&verified);
    assert_redacted(verified.id());
    assert_redacted(&verified.company_id());
    assert_redacted(&auth().verify(&mint(&auth(), &Current(visitor()))));
}

/// Asserts the same of an error's text.
#[track_caller]
fn assert_error_redacted<E: Debug + Display>(error: &E) {
    struct Shown(String);
    impl Debug for Shown {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(&self.0)
        }
    }

    assert_redacted(error);
    assert_redacted(&Shown(error.to_string()));
}

#[test]
fn no_error_of_a_secret_shows_it() {
    let padded = format!(" {SECRET}");
    for secret in [&padded, &SECRET[..31], &SECRET[..14]] {
        assert_error_redacted(&VisitorSecret::new(secret).expect_err("refused"));
        let key = EncodingKey::from_rsa_der(secret.as_bytes());
        assert_error_redacted(&VisitorSecret::try_from(key).expect_err("refused"));
    }
    let error = auth().with_widget_id(format!("{SECRET}.")).expect_err("refused");
    assert_error_redacted(&error);
}

#[test]
fn no_error_of_the_mint_shows_a_claim() {
    let namy = || visitor().company_name(None::<&str>).company_namy(VALUES[5]);
    let errors: [Error; 5] = [
        auth().token(Known(visitor())).expect_err("an avatar"),
        auth().token(Known(visitor().avatar(None::<&str>))).expect_err("custom data"),
        auth().token(Current(namy())).expect_err("the other spelling"),
        auth().token(Known(namy().company_name(VALUES[5]))).expect_err("both spellings"),
        auth().settings(&NOBODY).expect("no error").with_nonce("Zaphod\"").expect_err("a quote"),
    ];
    for error in &errors {
        assert_error_redacted(error);
    }
}

#[test]
fn no_error_of_the_verifier_shows_what_it_read() {
    let [id, name, email, _, _, _, key, value] = VALUES;
    let claims = [
        format!(r#"{{"id":{id}.5,"exp":{EXP}}}"#),
        format!(r#"{{"id":{id}{id}{id},"exp":{EXP}}}"#),
        format!(r#"{{"id":["{name}"],"exp":{EXP}}}"#),
        format!(r#"{{"id":{id},"name":{{"{key}":"{value}"}},"exp":{EXP}}}"#),
        format!(r#"{{"id":{id},"customData":{{"{key}":{id}}},"exp":{EXP}}}"#),
        format!(
            r#"{{"id":{id},"customData":{{"{key}":"{value}","{key}":"{value}"}},"exp":{EXP}}}"#
        ),
        format!(r#"{{"id":{id},"{key}":1,"{key}":2,"exp":{EXP}}}"#),
        format!(r#"{{"id":{id},"name":"{name}"}}"#),
        format!(r#"{{"email":"{email}","exp":{EXP}}}"#),
        format!(r#"{{"id":"","name":"{name}","exp":{EXP}}}"#),
        format!(r#"{{"id":{id},"exp":"{name}"}}"#),
        format!(r#"{{"id":{id},"exp":{id}}}"#),
        format!(r#"{{"id":{id},"nbf":{EXP},"exp":{EXP}}}"#),
        format!("{{\"{name}"),
        name.to_owned(),
    ];
    let headers = [
        format!(r#"{{"alg":"{name}"}}"#),
        format!(r#"{{"alg":"HS256","typ":"{name}"}}"#),
        format!(r#"{{"alg":"HS256","crit":["{name}"]}}"#),
        format!(r#"{{"alg":"HS256","{key}":1,"{key}":2}}"#),
        name.to_owned(),
    ];
    let good = mint(&auth(), &Current(visitor()));
    let tokens = [
        good.clone() + "A",
        good.clone() + "=",
        good.replace('.', ""),
        good.replace('.', "=."),
        good.replacen("eyJ0", "eyJ1", 1),
        good.repeat(1000),
        name.to_owned(),
        format!("{name}.{name}.{name}"),
    ];
    let signed = claims.map(|claims| sign(HEADER, claims)).into_iter();
    let signed =
        signed.chain(headers.map(|header| sign(header, format!(r#"{{"id":1,"exp":{EXP}}}"#))));
    for token in signed.chain(tokens) {
        assert_error_redacted(&auth().verify(&token).expect_err("a bad token"));
    }
}

#[test]
fn nothing_is_left_of_a_hash_map_in_the_debug_of_its_owner() {
    let map = BTreeMap::from([(VALUES[6], VALUES[7])]);
    assert_redacted(&Visitor::new(1).custom_data(&map));
    assert_redacted(&Current(Visitor::new(1).custom_data(map)).0);
}

/// The values that stand beside a response, and the script that carries a token.
#[test]
fn what_belongs_to_a_response_is_not_shown() {
    let mark = ResponseMark::new();
    let auth = auth().with_contract(Contract::AuthToken);
    let mint = ResponseMint::new(mark.clone()).with_auth(Some(auth)).with_nonce(Some("bm9uY2U="));
    assert_redacted(&mint);
    let settings = mint.settings(visitor()).expect("no error");
    let token = mint.token(visitor()).expect("no error");
    let hash = mint.csp_hash().expect("a script was rendered");
    let answer = ScriptAnswer::new(&mint, &ScriptVisitor::Known(visitor())).expect("a script");
    let values: [&dyn Debug; 6] = [&mint, &mark, &settings, &token, &answer, &hash];
    values.into_iter().for_each(assert_redacted);
    for visitor in [ScriptVisitor::Known(visitor()), ScriptVisitor::UnknownSite] {
        assert_redacted(&visitor);
    }
    let late = ResponseMark::new();
    assert_eq!(late.send_head(), Head::Unchanged);
    let mint = ResponseMint::new(late).with_auth(Some(crate::support::auth()));
    assert_error_redacted(&mint.token(Current(visitor())).expect_err("the head has left"));
    let missing = ResponseMint::new(ResponseMark::new())
        .with_auth(Some(crate::support::auth()))
        .with_nonce(None::<&str>);
    assert_error_redacted(&missing.settings(Current(visitor())).expect_err("no nonce"));
}

/// Every text of a token or a secret that a caller can pass in the wrong place.
#[test]
fn a_secret_or_a_token_in_the_place_of_something_else_is_not_shown() {
    let token = mint(&auth(), &Current(visitor()));
    let claims = parts(&token)[1].to_owned();
    for private in [SECRET, &token, &claims] {
        let wrong = format!("{private}\"");
        assert_error_redacted(&auth().with_widget_id(&wrong).expect_err("a quote"));
        assert_error_redacted(&auth().with_loader_url(&wrong).expect_err("no URL"));
        let settings = auth().settings(&NOBODY).expect("no error");
        assert_error_redacted(&settings.with_nonce(&wrong).expect_err("a quote"));
        assert_error_redacted(&VisitorSecret::from_env(private).expect_err("no variable"));
        assert_error_redacted(&VisitorSecret::from_file(private).expect_err("no file"));
        assert_error_redacted(&auth().verify(&wrong).expect_err("no token"));
        // A name as long as that is not shown.
        let attributes = auth().with_script_attributes([(&wrong, "")]);
        assert_error_redacted(&attributes.expect_err("a quote"));
        // A value of an attribute is not shown. Its name is, if it is short, since it says which one is wrong.
        let attributes = auth().with_script_attributes([("id", private)]);
        assert_error_redacted(&attributes.expect_err("a reserved name"));
    }
}

/// Serde's errors come out of the application's own serializer.
#[test]
fn no_error_of_serialize_shows_a_claim() {
    let errors = [
        serde_json::to_string(&visitor()),
        serde_json::to_string(&visitor().company_namy(VALUES[5]).contract(Contract::AuthToken)),
        serde_json::to_string(&Visitor::new(" ").name(VALUES[1])),
    ];
    for error in errors {
        assert_error_redacted(&error.expect_err("refused"));
    }
}

/// Whether a type has a trait, as a constant: an inherent constant, which exists only with the trait, goes before that of
/// a trait that every type has.
macro_rules! has {
    ($type:ty, $bound:path) => {{
        trait Without {
            #[allow(dead_code, reason = "unused where the type has the trait")]
            const HAS: bool = false;
        }
        impl<T: ?Sized> Without for T {}
        #[allow(dead_code, reason = "a marker")]
        struct Probe<T: ?Sized>(std::marker::PhantomData<T>);
        #[allow(dead_code, reason = "unused where the type lacks the trait")]
        impl<T: ?Sized + $bound> Probe<T> {
            const HAS: bool = true;
        }
        Probe::<$type>::HAS
    }};
}

#[test]
fn a_secret_can_be_neither_displayed_nor_serialized() {
    const {
        assert!(!has!(VisitorSecret, Display));
        assert!(!has!(VisitorSecret, Serialize));
        assert!(!has!(VisitorSecret, AsRef<str>));
        assert!(!has!(VisitorSecret, AsRef<[u8]>));
        assert!(!has!(VisitorSecret, std::ops::Deref));
        assert!(!has!(VisitorAuth, Display));
        assert!(!has!(VisitorAuth, Serialize));
        assert!(!has!(VisitorToken, Serialize));
        assert!(!has!(Settings, Serialize));
        // That the macro can tell.
        assert!(has!(VisitorToken, Display));
        assert!(has!(VerifiedVisitor, Serialize));
        assert!(has!(str, AsRef<str>));
    }
}

#[test]
fn what_an_application_shares_between_threads_can_be_shared() {
    const {
        assert!(has!(VisitorAuth, Send) && has!(VisitorAuth, Sync) && has!(VisitorAuth, Clone));
        assert!(has!(VisitorSecret, Send) && has!(VisitorSecret, Sync));
        assert!(has!(Settings, Send) && has!(Settings, Sync));
        assert!(has!(VisitorToken, Send) && has!(VisitorToken, Sync));
        assert!(has!(Visitor<'static>, Send) && has!(Visitor<'static>, Sync));
        assert!(has!(VerifiedVisitor, Send) && has!(VerifiedVisitor, Sync));
        assert!(has!(Error, Send) && has!(Error, Sync) && has!(Error, std::error::Error));
        assert!(!has!(std::rc::Rc<VisitorAuth>, Send));
    }
}
