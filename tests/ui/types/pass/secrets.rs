use algomo_core::AlgomoVisitor;
use secrecy::{ExposeSecret, SecretBox, SecretString};

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    #[algomo(skip)]
    email: SecretString,
    #[algomo(skip)]
    name: Option<SecretBox<String>>,
}

#[derive(AlgomoVisitor)]
struct Keyed {
    #[algomo(skip)]
    id: Zeroizing<String>,
    #[algomo(id)]
    number: i64,
}

struct Zeroizing<T>(T);

// A function says that the secret is meant to be sent.
#[derive(AlgomoVisitor)]
struct Exposed {
    id: i64,
    #[algomo(email = |email| email.expose_secret())]
    email: SecretString,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User { id: 1, email: "e".into(), name: None };
    assert_eq!((user.email.expose_secret(), user.name.is_none()), ("e", true));
    assert_eq!(json(&user), r#"{"id":1}"#);
    let keyed = Keyed { id: Zeroizing("k".into()), number: 2 };
    assert_eq!(keyed.id.0, "k");
    assert_eq!(json(&keyed), r#"{"id":2}"#);
    assert_eq!(json(&Exposed { id: 3, email: "e".into() }), r#"{"id":3,"email":"e"}"#);
}
