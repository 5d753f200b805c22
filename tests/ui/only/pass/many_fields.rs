use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(only(id, r#login))]
#[allow(dead_code)]
struct Row {
    id: i64,
    r#type: u8,
    #[algomo(name)]
    r#login: String,
    created_at: u64,
    updated_at: u64,
    password_hash: String,
    mail: String,
}

#[derive(AlgomoVisitor)]
#[algomo(only(r#id, r#type, r#match))]
#[allow(dead_code)]
struct Raw {
    id: i64,
    #[algomo(name)]
    r#type: String,
    #[algomo(email)]
    r#match: String,
    r#fn: u8,
}

#[derive(AlgomoVisitor)]
#[allow(dead_code)]
enum Session {
    #[algomo(only(id))]
    Member { id: i64, a: u8, b: u8, c: u8, d: u8 },
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let row = Row {
        id: 1,
        r#type: 0,
        login: "ada".into(),
        created_at: 0,
        updated_at: 0,
        password_hash: String::new(),
        mail: String::new(),
    };
    assert_eq!(json(&row), r#"{"id":1,"name":"ada"}"#);
    let raw = Raw { id: 2, r#type: "t".into(), r#match: "m".into(), r#fn: 0 };
    assert_eq!(json(&raw), r#"{"id":2,"name":"t","email":"m"}"#);
    assert_eq!(json(&Session::Member { id: 3, a: 0, b: 0, c: 0, d: 0 }), r#"{"id":3}"#);
}
