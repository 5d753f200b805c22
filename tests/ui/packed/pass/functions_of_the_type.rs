use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(id = |user| user.id, company_id = |user| user.number)]
#[repr(C, packed)]
struct User {
    #[algomo(skip)]
    id: u64,
    #[algomo(skip)]
    number: u32,
}

#[derive(AlgomoVisitor)]
#[algomo(id = |user| user.0, name = |user| user.1)]
#[repr(packed(2))]
struct Row(#[algomo(skip)] u64, #[algomo(skip)] &'static str);

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
#[algomo(id = |user| user.user, optional, custom("plan") = |user| user.plan)]
#[repr(packed)]
struct Session {
    #[algomo(skip)]
    user: Option<u64>,
    #[algomo(skip)]
    plan: &'static str,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    assert_eq!(json(&User { id: 1, number: 2 }), r#"{"id":1,"companyId":2}"#);
    assert_eq!(json(&Row(3, "Ada")), r#"{"id":3,"name":"Ada"}"#);
    let session = |user| Session { user, plan: "pro" };
    assert_eq!(json(&session(Some(4))), r#"{"id":"4","customData":{"plan":"pro"}}"#);
    assert_eq!(json(&session(None)), "null");
}
