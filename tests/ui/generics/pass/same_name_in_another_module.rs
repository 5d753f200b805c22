use algomo_core::AlgomoVisitor;

mod inner {
    use algomo_core::AlgomoVisitor;

    #[derive(AlgomoVisitor)]
    pub struct Session<T> {
        pub id: T,
    }
}

#[derive(AlgomoVisitor)]
enum Session<T> {
    Guest,
    Member(inner::Session<T>),
    Colleague(Box<self::inner::Session<T>>),
    Alias(Box<self::Session<T>>),
    Nested(Box<Session<T>>),
    Own(Box<Self>),
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let member = |id| Session::Member(inner::Session { id });
    assert_eq!(json(&Session::<u8>::Guest), "null");
    assert_eq!(json(&member(1)), r#"{"id":1}"#);
    assert_eq!(json(&Session::Colleague(inner::Session { id: "c" }.into())), r#"{"id":"c"}"#);
    assert_eq!(json(&Session::Alias(member(2).into())), r#"{"id":2}"#);
    assert_eq!(json(&Session::Nested(member(3).into())), r#"{"id":3}"#);
    assert_eq!(json(&Session::Own(member(4).into())), r#"{"id":4}"#);
}
