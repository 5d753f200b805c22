use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Session {
    #[algomo(skip)]
    Guest {
        cookie: String,
    },
    #[algomo(skip)]
    Robot(String, u8),
    #[algomo(skip)]
    Nobody,
    Member {
        id: i64,
    },
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let guest = Session::Guest { cookie: "c".into() };
    if let Session::Guest { cookie } = &guest {
        assert_eq!(cookie, "c");
    }
    assert_eq!(json(&guest), "null");
    let robot = Session::Robot("r".into(), 1);
    if let Session::Robot(name, number) = &robot {
        assert_eq!((name.as_str(), number), ("r", &1));
    }
    assert_eq!(json(&robot), "null");
    assert_eq!(json(&Session::Nobody), "null");
    assert_eq!(json(&Session::Member { id: 1 }), r#"{"id":1}"#);
}
