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
}
