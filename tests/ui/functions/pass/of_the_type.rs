use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token", id = |u| u.first.len(), name = |u| format!("{} {}", u.first, u.last), email = Self::email, custom("shout") = |u| u.last.to_uppercase())]
struct User {
    #[algomo(skip)]
    first: String,
    #[algomo(skip)]
    last: String,
}

impl User {
    fn email(&self) -> Option<&str> {
        Some(&self.first)
    }
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User { first: "Ada".into(), last: "Lovelace".into() };
    assert_eq!(
        json(&user),
        r#"{"id":"3","name":"Ada Lovelace","email":"Ada","customData":{"shout":"LOVELACE"}}"#
    );
}
