use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: u8,
}

#[derive(AlgomoVisitor)]
enum Session {
    Guest,
    Member(User),
    Boxed(Box<User>),
    Bot {
        #[algomo(skip)]
        key: String,
        id: u32,
    },
    Pair(#[algomo(id)] u16, #[algomo(name)] String),
    Single(#[algomo(id)] u64),
    Empty {},
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    assert_eq!(json(&Session::Guest), "null");
    assert_eq!(json(&Session::Member(User { id: 1 })), r#"{"id":1}"#);
    assert_eq!(json(&Session::Boxed(User { id: 2 }.into())), r#"{"id":2}"#);
    let bot = Session::Bot { key: "k".into(), id: 3 };
    if let Session::Bot { key, .. } = &bot {
        assert_eq!(key, "k");
    }
    assert_eq!(json(&bot), r#"{"id":3}"#);
    assert_eq!(json(&Session::Pair(4, "p".into())), r#"{"id":4,"name":"p"}"#);
    assert_eq!(json(&Session::Single(5)), r#"{"id":5}"#);
    assert_eq!(json(&Session::Empty {}), "null");
}
