//! Derived visitors at the mint: what the derive leaves to the run time.

use algomo_core::{AlgomoVisitor, Contract, Error, VisitorAuth, VisitorSecret};
use uuid::Uuid;

fn auth() -> VisitorAuth {
    VisitorAuth::new(VisitorSecret::new("0123456789abcdef0123456789abcdef").expect("a secret"))
}

/// The id in the user's token, or `None` for an anonymous visitor.
fn minted_id(user: impl AlgomoVisitor) -> Result<Option<String>, Error> {
    let auth = auth();
    let Some(token) = auth.token(user)? else {
        return Ok(None);
    };
    let verified = auth.verify(token.as_str()).expect("our own token");
    Ok(Some(verified.id().to_string()))
}

/// The name in the user's token.
fn minted_name(user: impl AlgomoVisitor) -> String {
    let auth = auth();
    let token = auth.token(user).expect("no error").expect("a visitor");
    let verified = auth.verify(token.as_str()).expect("our own token");
    verified.name().expect("a name").to_owned()
}

#[derive(AlgomoVisitor)]
struct Member {
    id: i64,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "visitor-token")]
struct Subscriber {
    id: i64,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Partner {
    id: i64,
    avatar: String,
}

#[derive(AlgomoVisitor)]
enum Session {
    Member(Member),
    Subscriber(Subscriber),
    Partner(Partner),
}

fn sessions() -> [Session; 3] {
    [
        Session::Member(Member { id: 1 }),
        Session::Subscriber(Subscriber { id: 2 }),
        Session::Partner(Partner { id: 3, avatar: "a".into() }),
    ]
}

#[test]
fn a_mint_with_a_contract_refuses_what_declares_the_other() {
    use Contract::{AuthToken, VisitorToken};

    let errors = |auth: VisitorAuth| sessions().map(|session| auth.token(&session).err());
    let mismatch = |visitor, widget| Some(Error::ContractMismatch { visitor, widget });
    assert_eq!(errors(auth()), [None, None, None]);
    assert_eq!(
        errors(auth().with_contract(VisitorToken)),
        [None, None, mismatch(AuthToken, VisitorToken)]
    );
    assert_eq!(
        errors(auth().with_contract(AuthToken)),
        [None, mismatch(VisitorToken, AuthToken), None]
    );
}

#[test]
fn a_mint_without_a_contract_uses_that_of_the_content() {
    let keys = sessions().map(|session| {
        let page = auth().settings(&session).expect("a page").to_string();
        (page.contains("visitorToken"), page.contains("authToken"))
    });
    assert_eq!(keys, [(true, false), (true, false), (false, true)]);
}

#[test]
fn a_uuid_is_an_id_and_the_nil_uuid_is_refused() {
    #[derive(AlgomoVisitor)]
    struct User {
        id: Uuid,
        company_id: Option<Uuid>,
    }

    #[derive(AlgomoVisitor)]
    struct Row {
        #[algomo(id, optional)]
        user: Option<Uuid>,
    }

    for uuid in [Uuid::max(), Uuid::from_u128(1)] {
        let expected = Ok(Some(uuid.to_string()));
        assert_eq!(minted_id(User { id: uuid, company_id: Some(uuid) }), expected);
        assert_eq!(minted_id(Row { user: Some(uuid) }), expected);
    }
    assert_eq!(minted_id(User { id: Uuid::nil(), company_id: None }), Err(Error::BlankId));
    assert_eq!(minted_id(Row { user: Some(Uuid::nil()) }), Err(Error::BlankId));
    assert_eq!(minted_id(Row { user: None }), Ok(None));
}

#[test]
fn an_optional_id_is_anonymous_when_absent_and_refused_when_blank() {
    #[derive(AlgomoVisitor)]
    struct Row<'a> {
        #[algomo(id, optional)]
        user: Option<&'a str>,
    }

    assert_eq!(minted_id(Row { user: Some("ada") }), Ok(Some("ada".to_owned())));
    assert_eq!(minted_id(Row { user: None }), Ok(None));
    assert_eq!(minted_id(Row { user: Some(" ") }), Err(Error::BlankId));
}

/// What the derive's own variables could be confused with: functions of the application, which a claim's function calls.
mod names_of_the_derive {
    use super::{AlgomoVisitor, minted_name};

    fn __visitor() -> &'static str {
        "visitor"
    }

    fn __content() -> &'static str {
        "content"
    }

    fn __field_0() -> &'static str {
        "field 0"
    }

    fn __field_id() -> &'static str {
        "field id"
    }

    #[derive(AlgomoVisitor)]
    #[algomo(name = |_| __visitor())]
    struct Plain {
        id: u8,
    }

    #[derive(AlgomoVisitor)]
    enum Kinds {
        Record {
            id: u8,
            #[algomo(name = |flag: &bool| if *flag { __field_id() } else { __visitor() })]
            flag: bool,
        },
        Tuple(#[algomo(id)] u8, #[algomo(name = |_| __field_0())] bool),
        Content(#[algomo(id)] u8, #[algomo(name = |_| __content())] bool),
    }

    #[test]
    fn a_claims_function_sees_the_applications_own() {
        assert_eq!(minted_name(Plain { id: 1 }), "visitor");
        for (kind, name) in [
            (Kinds::Record { id: 1, flag: true }, "field id"),
            (Kinds::Record { id: 2, flag: false }, "visitor"),
            (Kinds::Tuple(3, true), "field 0"),
            (Kinds::Content(4, true), "content"),
        ] {
            assert_eq!(minted_name(kind), name);
        }
    }
}

/// A field whose name is a keyword is listed like any other.
#[test]
fn only_takes_fields_with_raw_names() {
    #[derive(AlgomoVisitor)]
    enum Account {
        #[algomo(only(r#id, r#type))]
        Old {
            id: u8,
            #[algomo(name)]
            r#type: &'static str,
            #[expect(dead_code, reason = "left out")]
            secret: u8,
        },
    }

    for name in ["Ada", "Grace"] {
        assert_eq!(minted_name(Account::Old { id: 1, r#type: name, secret: 0 }), name);
    }
}

/// Entries of `customData` from a field, from a function of a field and from a function of the user.
#[test]
fn custom_entries_come_from_fields_and_functions() {
    #[derive(AlgomoVisitor)]
    #[algomo(contract = "auth-token", custom("seats") = |team| team.seats.to_string())]
    struct Team {
        id: u8,
        #[algomo(skip)]
        seats: u32,
        #[algomo(custom)]
        plan: String,
        #[algomo(custom("country") = |country| country.to_uppercase())]
        place: &'static str,
    }

    let auth = auth().with_contract(Contract::AuthToken);
    for (seats, plan, place) in [(3, "pro", "fi"), (40, "", "pt")] {
        let team = Team { id: 1, seats, plan: plan.into(), place };
        let token = auth.token(team).expect("no error").expect("a visitor");
        let verified = auth.verify(token.as_str()).expect("our own token");
        let entries: std::collections::BTreeMap<_, _> = verified.custom_data().collect();
        let (seats, country) = (seats.to_string(), place.to_uppercase());
        let expected = [("seats", seats.as_str()), ("plan", plan), ("country", &country)];
        assert_eq!(entries, expected.into());
    }
}

#[test]
fn an_enum_declares_its_contract_for_what_declares_none() {
    #[derive(AlgomoVisitor)]
    #[algomo(contract = "auth-token")]
    enum Account {
        Guest,
        Member(Member),
        Partner(Partner),
        Bot { id: u8, avatar: String },
    }

    let accounts = [
        Account::Member(Member { id: 1 }),
        Account::Partner(Partner { id: 2, avatar: "a".into() }),
        Account::Bot { id: 3, avatar: "b".into() },
    ];
    let older = auth().with_contract(Contract::VisitorToken);
    let mismatch =
        Error::ContractMismatch { visitor: Contract::AuthToken, widget: Contract::VisitorToken };
    for account in &accounts {
        assert!(auth().settings(account).expect("a page").to_string().contains("authToken"));
        assert_eq!(older.token(account).err(), Some(mismatch.clone()));
    }
    assert_eq!(older.token(Account::Guest), Ok(None));
}

#[test]
fn a_claim_may_be_borrowed_or_come_from_a_function() {
    type Data = std::collections::BTreeMap<String, String>;

    #[derive(AlgomoVisitor)]
    #[algomo(contract = "auth-token")]
    struct Borrowed<'a> {
        id: &'a u32,
        name: &'a Option<String>,
        company_id: &'a Option<u32>,
        custom_data: &'a Data,
    }

    struct Row {
        id: u32,
        name: Option<String>,
        company: Option<u32>,
        data: Data,
    }

    #[derive(AlgomoVisitor)]
    #[algomo(contract = "auth-token")]
    struct Functions {
        #[algomo(id = |row| row.id, name = |row| &row.name, company_id = |row| &row.company, custom_data = |row| &row.data)]
        row: Row,
    }

    for (id, company) in [(1, Some(5)), (2, None)] {
        let (name, data) =
            (company.map(|_| "Ada".to_owned()), Data::from([("k".into(), id.to_string())]));
        let borrowed = Borrowed { id: &id, name: &name, company_id: &company, custom_data: &data };
        let actual = serde_json::to_value(borrowed.visitor()).expect("JSON");
        let mut expected =
            serde_json::json!({ "id": id.to_string(), "customData": { "k": id.to_string() } });
        if let Some(company) = company {
            expected["name"] = "Ada".into();
            expected["companyId"] = company.to_string().into();
        }
        assert_eq!(actual, expected);
        let row = Row { id, name, company, data };
        assert_eq!(serde_json::to_value(Functions { row }.visitor()).expect("JSON"), expected);
    }
}
