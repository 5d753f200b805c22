use algomo_core::AlgomoVisitor;

mod accounts {
    use algomo_core::AlgomoVisitor;

    #[derive(AlgomoVisitor)]
    pub(crate) struct User {
        id: Id,
        pub(super) name: String,
    }

    type Id = u8;

    impl User {
        pub(crate) fn new(name: &str) -> Self {
            Self { id: 1, name: name.to_owned() }
        }
    }

    #[derive(AlgomoVisitor)]
    #[algomo(transparent)]
    pub struct Public(pub(crate) User);
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = accounts::User::new("n");
    assert_eq!(user.name, "n");
    assert_eq!(json(&accounts::Public(user)), r#"{"id":1,"name":"n"}"#);
}
