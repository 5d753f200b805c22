use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Session {
    Guest,
    Member { id: u32 },
    Impersonated(Box<Session>),
    Twice(Box<Self>),
}

#[derive(AlgomoVisitor)]
enum Chain<T> {
    End(T),
    Link(Box<Chain<T>>),
}

#[derive(AlgomoVisitor)]
struct User {
    id: u8,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let session =
        Session::Impersonated(Box::new(Session::Twice(Box::new(Session::Member { id: 1 }))));
    assert_eq!(json(&session), r#"{"id":1}"#);
    assert_eq!(json(&Session::Guest), "null");
    assert_eq!(json(&Chain::Link(Box::new(Chain::End(User { id: 2 })))), r#"{"id":2}"#);
}
