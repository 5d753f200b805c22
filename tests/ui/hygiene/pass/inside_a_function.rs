#![deny(warnings)]

use algomo_core::AlgomoVisitor;

fn visit() -> String {
    #[derive(AlgomoVisitor)]
    struct Local<'a> {
        id: u8,
        name: &'a str,
    }

    #[derive(AlgomoVisitor)]
    enum Session<'a> {
        Guest,
        Member(Local<'a>),
    }

    let _ = Session::Guest;
    json(&Session::Member(Local { id: 1, name: "n" }))
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    assert_eq!(visit(), r#"{"id":1,"name":"n"}"#);
}
