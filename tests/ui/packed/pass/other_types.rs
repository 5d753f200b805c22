use algomo_core::AlgomoVisitor;

// Each function as the message advises it.
#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
#[algomo(id = |user| { let id = &{ user.id }; *id })]
#[algomo(company_id = |user| Self::company(&{ user.seats }))]
#[algomo(custom("seats") = |user| { let seats: &u16 = &{ user.seats }; seats.to_string() })]
#[algomo(name = |user| { let name = &{ user.name }; name.trim() })]
#[algomo(email = |user| { let &at = &{ user.at }; at.map(|at| format!("{at}@b.c")) })]
#[repr(packed)]
struct Functions {
    #[algomo(skip)]
    id: u64,
    #[algomo(skip)]
    seats: u16,
    #[algomo(skip)]
    name: &'static str,
    #[algomo(skip)]
    at: Option<u8>,
}

impl Functions {
    fn company(seats: &u16) -> u32 {
        u32::from(*seats) * 10
    }
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
#[algomo(id = |user| user.id, optional)]
#[algomo(custom("seats") = |user| { user.seats }.to_string())]
#[algomo(custom("rooms") = |user| user.rooms.map(|value| value.to_string()))]
#[repr(packed)]
struct Numbers {
    #[algomo(skip)]
    id: Option<u64>,
    #[algomo(skip)]
    seats: u16,
    #[algomo(skip)]
    rooms: Option<u16>,
}

#[derive(AlgomoVisitor)]
#[algomo(id = |user| user.id)]
#[repr(packed)]
struct Listed {
    #[algomo(skip)]
    id: u64,
    #[algomo(skip)]
    hash: u64,
}

// Without `packed`.
#[derive(AlgomoVisitor)]
struct User {
    id: u64,
    name: String,
    email: Option<std::rc::Rc<str>>,
    company_name: Box<str>,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = Functions { id: 1, seats: 5, name: " Ada ", at: Some(6) };
    assert_eq!(
        json(&user),
        r#"{"id":"1","name":"Ada","email":"6@b.c","companyId":"50","customData":{"seats":"5"}}"#,
    );
    let numbers = |id, rooms| Numbers { id, seats: 7, rooms };
    assert_eq!(
        json(&numbers(Some(2), Some(8))),
        r#"{"id":"2","customData":{"seats":"7","rooms":"8"}}"#,
    );
    assert_eq!(json(&numbers(None, None)), "null");
    let listed = Listed { id: 3, hash: 9 };
    assert_eq!({ listed.hash }, 9);
    assert_eq!(json(&listed), r#"{"id":3}"#);
    let user = User {
        id: 4,
        name: "Bo".into(),
        email: None,
        company_name: "Acme".into(),
    };
    assert_eq!(json(&user), r#"{"id":4,"name":"Bo","companyName":"Acme"}"#);
}
