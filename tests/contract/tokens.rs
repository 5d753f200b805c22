//! Every token of `vectors/tokens.json`, byte for byte, from a derived struct with the types that the case calls for.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroU8;
use std::sync::Arc;

use algomo_core::{AlgomoVisitor, VisitorAuth};
use algomo_tests::vectors::{self, TokenCase};
use uuid::Uuid;

#[derive(AlgomoVisitor)]
struct Person {
    id: i64,
    name: String,
    email: Option<String>,
    #[algomo(skip)]
    _password_hash: &'static str,
}

#[derive(AlgomoVisitor)]
struct Employee<'a> {
    #[algomo(id)]
    number: u32,
    #[algomo(name)]
    display_name: &'a str,
    email: Cow<'a, str>,
    #[algomo(company_id = |company| company.id, company_name = |company| &company.name)]
    company: Company,
}

struct Company {
    id: Option<i64>,
    name: Arc<str>,
}

#[derive(AlgomoVisitor)]
struct AsTheDocumentSpells<'a> {
    id: i32,
    name: Box<str>,
    email: &'a String,
    company_id: Option<u16>,
    #[algomo(companyNamy)]
    company: &'a str,
}

#[derive(AlgomoVisitor)]
struct WithTextId {
    id: String,
    name: Option<&'static str>,
    email: Option<Cow<'static, str>>,
}

#[derive(AlgomoVisitor)]
struct IdOnly {
    id: NonZeroU8,
}

#[derive(AlgomoVisitor)]
struct WithUuid {
    id: Uuid,
    name: &'static str,
}

/// A tuple struct, for ids of any width.
#[derive(AlgomoVisitor)]
struct Numbered<T>(#[algomo(id)] T);

#[derive(AlgomoVisitor)]
struct Texts<'a> {
    id: usize,
    name: Option<&'a str>,
    email: Option<&'a str>,
    company_name: Option<Box<str>>,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token", name = Self::full_name)]
struct Current {
    id: u64,
    #[algomo(skip)]
    first: &'static str,
    #[algomo(skip)]
    last: &'static str,
    email: String,
    #[algomo(custom)]
    key1: String,
    #[algomo(custom("key2"))]
    another: Option<String>,
    #[algomo(custom)]
    absent: Option<String>,
}

impl Current {
    fn full_name(&self) -> String {
        format!("{} {}", self.first, self.last)
    }
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Complete {
    custom_data: BTreeMap<String, String>,
    company_name: String,
    #[algomo(companyId)]
    tenant: u8,
    avatar: Option<String>,
    email: String,
    name: String,
    id: String,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Integers {
    id: i64,
    company_id: i64,
    custom_data: Option<HashMap<String, String>>,
}

fn mint<V: AlgomoVisitor>(auth: &VisitorAuth, user: &V) -> String {
    let token = auth.token(user).expect("no error").expect("a visitor");
    let mut page = String::new();
    assert_eq!(auth.write_settings(user, None, &mut page), Ok(true));
    assert!(page.contains(&format!("\"{token}\"")), "both ways write the same bytes");
    token.into()
}

/// The user of a case, as a type that an application could have for it.
fn mint_case(case: &TokenCase, auth: &VisitorAuth) -> String {
    let john = || Person {
        id: 1,
        name: "John Doe".to_owned(),
        email: Some("john@example.com".to_owned()),
        _password_hash: "never sent",
    };
    let texts = || Texts {
        id: 1,
        name: case.maybe_text("name"),
        email: case.maybe_text("email"),
        company_name: case.maybe_text("companyName").map(Into::into),
    };
    let custom = || ["key2", "key1"].map(|key| (key.to_owned(), key.replace("key", "value")));
    match case.name.as_str() {
        "documented sample"
        | "64-byte secret"
        | "65-byte secret"
        | "32-byte secret"
        | "non-ascii secret"
        | "base64-looking secret is not decoded"
        | "short secret (opt-in only)" => mint(auth, &john()),
        "sample with company" => {
            let company = Company { id: Some(2037), name: "Acme Inc.".into() };
            let email = "john@example.com".into();
            mint(auth, &Employee { number: 1, display_name: "John Doe", email, company })
        }
        "company name as the document spells it" => mint(
            auth,
            &AsTheDocumentSpells {
                id: 1,
                name: "John Doe".into(),
                email: &"john@example.com".to_owned(),
                company_id: Some(1),
                company: "Acme Inc.",
            },
        ),
        "string id" => {
            let email = Some("john@example.com".into());
            mint(auth, &WithTextId { id: "1".to_owned(), name: Some("John Doe"), email })
        }
        "id only" => mint(auth, &IdOnly { id: NonZeroU8::new(7).expect("not zero") }),
        "uuid id" => {
            let id = "0193a7f0-5a3b-7c21-9d2e-1f0a2b3c4d5e".parse().expect("a UUID");
            mint(auth, &WithUuid { id, name: "Ada" })
        }
        "largest exact integer id" => mint(auth, &Numbered((1_i64 << 53) - 1)),
        "smallest exact integer id" => mint(auth, &Numbered(1 - (1_i64 << 53))),
        "integer id past 2^53-1 becomes a string" => mint(auth, &Numbered(1_u64 << 53)),
        "snowflake id becomes a string" => mint(auth, &Numbered(1_234_567_890_123_456_789_u64)),
        "i64::MIN becomes a string" => mint(auth, &Numbered(i64::MIN)),
        "u128 max becomes a string" => mint(auth, &Numbered(u128::MAX)),
        "script breakout attempt"
        | "comment breakout attempt"
        | "line separators"
        | "control characters"
        | "quotes and backslashes"
        | "non-latin names"
        | "empty optional strings are sent"
        | "long name" => mint(auth, &texts()),
        "auth-token sample" => mint(
            auth,
            &Current {
                id: 1,
                first: "John",
                last: "Doe",
                email: "john@example.com".to_owned(),
                key1: "value1".to_owned(),
                another: Some("value2".to_owned()),
                absent: None,
            },
        ),
        "auth-token all fields" => mint(
            auth,
            &Complete {
                custom_data: custom().into(),
                company_name: "Acme Inc.".to_owned(),
                tenant: 1,
                avatar: Some("https://example.com/avatar.png".to_owned()),
                email: "john@example.com".to_owned(),
                name: "John Doe".to_owned(),
                id: "1".to_owned(),
            },
        ),
        "auth-token integers become strings" => {
            mint(auth, &Integers { id: 42, company_id: 2037, custom_data: None })
        }
        unknown => panic!("no user for the case {unknown}"),
    }
}

#[test]
fn all_tokens_are_reproduced_byte_for_byte() {
    let cases = vectors::tokens();
    assert_eq!(cases.len(), 29);
    for case in &cases {
        assert_eq!(mint_case(case, &case.auth()), case.token, "{}", case.name);
    }
}

#[test]
fn a_hash_map_is_sent_in_the_order_of_its_keys() {
    let custom_data = (0..20).map(|n| (format!("key{n:02}"), n.to_string())).collect();
    let user = Integers { id: 42, company_id: 2037, custom_data: Some(custom_data) };
    let visitor = user.visitor().expect("a visitor");
    let json = serde_json::to_string(&visitor).expect("it serializes");
    let keys: Vec<_> = (0..20).map(|n| json.find(&format!("key{n:02}")).expect("sent")).collect();
    assert!(keys.is_sorted(), "{json}");
}
