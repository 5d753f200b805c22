//! What the messages on `avatar_of_another_name.rs` advise.

use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User {
    id: i64,
    #[algomo(avatar)]
    avatar_url: Option<String>,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Customer {
    id: i64,
    #[algomo(avatar = |avatar| avatar.to_string())]
    picture: Url,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
enum Session {
    Guest,
    Member { id: i64, #[algomo(avatar)] avatr: String },
}

struct Url(&'static str);

impl std::fmt::Display for Url {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let picture = "https://example.com/ada.png";
    let expected = r#"{"id":"1","avatar":"https://example.com/ada.png"}"#;
    assert_eq!(json(&User { id: 1, avatar_url: Some(picture.into()) }), expected);
    assert_eq!(json(&Customer { id: 1, picture: Url(picture) }), expected);
    assert_eq!(json(&Session::Member { id: 1, avatr: picture.into() }), expected);
    assert_eq!(json(&Session::Guest), "null");
}
