use algomo_core::AlgomoVisitor;

macro_rules! users {
    ($($name:ident { $id:ident: $id_ty:ty, $(#[$meta:meta])* $field:ident: $ty:ty })*) => {$(
        #[derive(AlgomoVisitor)]
        struct $name {
            $id: $id_ty,
            $(#[$meta])*
            $field: $ty,
        }
    )*};
}

users! {
    Plain { id: u8, name: String }
    Renamed { id: u16, #[algomo(name = |n| n.to_string())] number: u8 }
}

macro_rules! hygienic {
    ($body:expr) => {
        #[derive(AlgomoVisitor)]
        struct Hygienic {
            id: u8,
            #[algomo(name = |value| { let shout = value.to_uppercase(); shout })]
            login: String,
            #[algomo(email = $body)]
            mail: String,
        }
    };
}

hygienic!(|mail| mail.trim());

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    assert_eq!(json(&Plain { id: 1, name: "n".into() }), r#"{"id":1,"name":"n"}"#);
    assert_eq!(json(&Renamed { id: 1, number: 2 }), r#"{"id":1,"name":"2"}"#);
    let user = Hygienic { id: 1, login: "ada".into(), mail: " m ".into() };
    assert_eq!(json(&user), r#"{"id":1,"name":"ADA","email":"m"}"#);
}
