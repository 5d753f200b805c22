use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Session<'a, M, const N: usize>
where
    M: Clone,
{
    Guest,
    Member(M),
    #[algomo(skip)]
    Raw([u8; N], &'a ()),
}

#[derive(Clone, AlgomoVisitor)]
struct User {
    id: u8,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    type Current = Session<'static, User, 2>;
    assert_eq!(json(&Current::Guest), "null");
    assert_eq!(json(&Current::Member(User { id: 1 })), r#"{"id":1}"#);
    let raw = Current::Raw([1, 2], &());
    if let Session::Raw(bytes, unit) = &raw {
        assert_eq!((bytes, *unit), (&[1, 2], &()));
    }
    assert_eq!(json(&raw), "null");
}
