use std::borrow::Cow;

use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct Row {
    #[algomo(id, optional)]
    user_id: Option<i64>,
    name: Option<String>,
}

#[derive(AlgomoVisitor)]
struct Implicit {
    #[algomo(id, optional)]
    id: Option<Cow<'static, str>>,
}

#[derive(AlgomoVisitor)]
struct OfAField {
    #[algomo(optional, id = |token| token.strip_prefix("user-"), name = |token| token.len().to_string())]
    token: String,
}

#[derive(AlgomoVisitor)]
#[algomo(id = Self::key, optional)]
struct OfTheType {
    #[algomo(skip)]
    keys: Vec<u64>,
}

impl OfTheType {
    fn key(&self) -> Option<u64> {
        self.keys.first().copied()
    }
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
enum Session<T> {
    Row(Row),
    Bot {
        #[algomo(id, optional)]
        bot: T,
        avatar: String,
    },
    Pair(#[algomo(id)] #[algomo(optional)] Alias, #[algomo(skip)] T),
}

type Alias = Option<u8>;

#[derive(AlgomoVisitor)]
struct Referenced<'a> {
    #[algomo(id, optional)]
    id: &'a Option<i64>,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let row = |user_id| Row { user_id, name: Some("Ada".into()) };
    assert_eq!(json(&row(Some(1))), r#"{"id":1,"name":"Ada"}"#);
    assert_eq!(json(&row(None)), "null");
    assert_eq!(json(&Implicit { id: Some("2".into()) }), r#"{"id":"2"}"#);
    assert_eq!(json(&Implicit { id: None }), "null");
    assert_eq!(json(&OfAField { token: "user-3".into() }), r#"{"id":"3","name":"6"}"#);
    assert_eq!(json(&OfAField { token: "guest".into() }), "null");
    assert_eq!(json(&OfTheType { keys: vec![4] }), r#"{"id":4}"#);
    assert_eq!(json(&OfTheType { keys: vec![] }), "null");
    type Bots = Session<Option<u8>>;
    assert_eq!(json(&Bots::Row(row(Some(5)))), r#"{"id":"5","name":"Ada"}"#);
    assert_eq!(json(&Bots::Row(row(None))), "null");
    assert_eq!(json(&Bots::Bot { bot: Some(6), avatar: "a".into() }), r#"{"id":"6","avatar":"a"}"#);
    assert_eq!(json(&Bots::Bot { bot: None, avatar: "a".into() }), "null");
    // A parameter may be an id that is always there.
    assert_eq!(json(&Session::Bot { bot: 7, avatar: "a".into() }), r#"{"id":"7","avatar":"a"}"#);
    assert_eq!(json(&Session::Pair(Some(8), 0)), r#"{"id":"8"}"#);
    assert_eq!(json(&Session::Pair(None, 0)), "null");
    assert_eq!(json(&Referenced { id: &Some(9) }), r#"{"id":9}"#);
    assert_eq!(json(&Referenced { id: &None }), "null");
}
