use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(name = |user| format!("{} {}", user.first_name, user.last_name))]
struct User {
    id: i64,
    #[algomo(skip)]
    first_name: String,
    #[algomo(skip)]
    last_name: String,
}

#[derive(AlgomoVisitor)]
#[algomo(name = |user| format!("{} {}", user.given_name, user.family_name.as_deref().unwrap_or_default()).trim().to_owned())]
struct Optional<'a> {
    id: i64,
    #[algomo(skip)]
    given_name: &'a str,
    #[algomo(skip)]
    family_name: Option<&'a str>,
}

#[derive(AlgomoVisitor)]
#[algomo(only(id))]
#[algomo(name = |user| format!("{} {}", user.forename, user.surname))]
struct Listed {
    id: i64,
    forename: Box<str>,
    surname: std::borrow::Cow<'static, str>,
}

#[derive(AlgomoVisitor)]
#[algomo(name = |user| format!("{} {}", user.firstname, user.lastname))]
struct OfOtherTypes {
    id: i64,
    #[algomo(skip)]
    firstname: smol_str::SmolStr,
    #[algomo(skip)]
    lastname: smol_str::SmolStr,
}

#[derive(AlgomoVisitor)]
#[algomo(name = |user| Some(format!("{} {}", user.first_name.as_deref().unwrap_or_default(), user.last_name.as_deref().unwrap_or_default()).trim().to_owned()).filter(|name| !name.is_empty()))]
struct BothOptional {
    id: i64,
    #[algomo(skip)]
    first_name: Option<String>,
    #[algomo(skip)]
    last_name: Option<String>,
}

#[derive(AlgomoVisitor)]
#[algomo(name = |user| Some(format!("{} {}", user.first_name.as_ref().map(ToString::to_string).unwrap_or_default(), user.last_name.as_ref().map(ToString::to_string).unwrap_or_default()).trim().to_owned()).filter(|name| !name.is_empty()))]
struct OptionalOfOtherTypes {
    id: i64,
    #[algomo(skip)]
    first_name: Option<smol_str::SmolStr>,
    #[algomo(skip)]
    last_name: Option<i64>,
}

#[derive(AlgomoVisitor)]
#[algomo(name = |user| format!("{} {}", user.first, user.last.as_ref().map(ToString::to_string).unwrap_or_default()).trim().to_owned())]
struct Numbers {
    id: i64,
    #[algomo(skip)]
    first: i64,
    #[algomo(skip)]
    last: Option<i64>,
}

#[derive(AlgomoVisitor)]
enum Session {
    Member(Member),
}

#[derive(AlgomoVisitor)]
#[algomo(name = |user| format!("{} {}", user.first, user.last.as_deref().unwrap_or_default()).trim().to_owned())]
struct Member {
    id: i64,
    #[algomo(skip)]
    first: String,
    #[algomo(skip)]
    last: Option<String>,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User { id: 1, first_name: "Ada".into(), last_name: "Lovelace".into() };
    assert_eq!(json(&user), r#"{"id":1,"name":"Ada Lovelace"}"#);
    let user = Optional { id: 2, given_name: "Plato", family_name: None };
    assert_eq!(json(&user), r#"{"id":2,"name":"Plato"}"#);
    let user = Optional { id: 2, given_name: "Grace", family_name: Some("Hopper") };
    assert_eq!(json(&user), r#"{"id":2,"name":"Grace Hopper"}"#);
    let user = Listed { id: 3, forename: "Alan".into(), surname: "Turing".into() };
    assert_eq!(json(&user), r#"{"id":3,"name":"Alan Turing"}"#);
    let member = Member { id: 4, first: "Plato".into(), last: None };
    assert_eq!(json(&Session::Member(member)), r#"{"id":4,"name":"Plato"}"#);
    let user = OfOtherTypes { id: 5, firstname: "Ada".into(), lastname: "Lovelace".into() };
    assert_eq!(json(&user), r#"{"id":5,"name":"Ada Lovelace"}"#);
    let user = |first: Option<&str>, last: Option<&str>| BothOptional {
        id: 6,
        first_name: first.map(str::to_owned),
        last_name: last.map(str::to_owned),
    };
    assert_eq!(json(&user(Some("Ada"), Some("Lovelace"))), r#"{"id":6,"name":"Ada Lovelace"}"#);
    assert_eq!(json(&user(None, Some("Hopper"))), r#"{"id":6,"name":"Hopper"}"#);
    assert_eq!(json(&user(None, None)), r#"{"id":6}"#);
    let user = |first: Option<&str>, last_name| OptionalOfOtherTypes {
        id: 7,
        first_name: first.map(Into::into),
        last_name,
    };
    assert_eq!(json(&user(Some("Louis"), Some(14))), r#"{"id":7,"name":"Louis 14"}"#);
    assert_eq!(json(&user(None, None)), r#"{"id":7}"#);
    assert_eq!(json(&Numbers { id: 8, first: 1, last: None }), r#"{"id":8,"name":"1"}"#);
}
