use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[allow(dead_code)]
struct User<'visitor, 'content, 'f> {
    id: &'visitor str,
    name: &'content str,
    email: &'f str,
    #[algomo(skip)]
    content: u8,
    #[algomo(skip)]
    visitor: u8,
    #[algomo(skip)]
    self_: u8,
    #[algomo(skip)]
    core: u8,
    #[algomo(skip)]
    algomo_core: u8,
    #[algomo(skip)]
    field_id: u8,
    #[algomo(skip)]
    _unused: (),
}

#[derive(AlgomoVisitor)]
enum Session {
    Member {
        id: u8,
        #[algomo(name = |content| content.to_string())]
        content: u8,
        #[algomo(email = |field_id| field_id.to_string())]
        field_id: u8,
        #[algomo(company_name)]
        visitor: String,
        #[algomo(company_id)]
        __visitor: u8,
    },
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User {
        id: "1",
        name: "n",
        email: "e",
        content: 0,
        visitor: 0,
        self_: 0,
        core: 0,
        algomo_core: 0,
        field_id: 0,
        _unused: (),
    };
    assert_eq!(json(&user), r#"{"id":"1","name":"n","email":"e"}"#);
    let session = Session::Member {
        id: 1,
        content: 2,
        field_id: 3,
        visitor: "v".into(),
        __visitor: 4,
    };
    assert_eq!(json(&session), r#"{"id":1,"name":"2","email":"3","companyId":4,"companyName":"v"}"#);
}
