use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User {
    #[algomo(id = |t| t)]
    text: String,
    #[algomo(
        name = |t| t.clone(),
        email = |t| Some(t),
        avatar = |t| std::borrow::Cow::Borrowed(&**t),
        company_name = |t| t.as_ref().as_deref(),
        custom("none") = |_| None::<String>,
    )]
    parts: Box<str>,
}

trait AsDerefOption {
    fn as_deref(&self) -> Option<&str>;
}

impl AsDerefOption for str {
    fn as_deref(&self) -> Option<&str> {
        Some(self)
    }
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User { text: "1".into(), parts: "p".into() };
    assert_eq!(json(&user), r#"{"id":"1","name":"p","email":"p","avatar":"p","companyName":"p"}"#);
}
