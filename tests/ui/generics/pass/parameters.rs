use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User<'a, I, N: ?Sized, const K: usize>
where
    N: 'a,
{
    id: I,
    name: &'a N,
    #[algomo(skip)]
    extra: [u8; K],
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User { id: 1_u8, name: "Ada", extra: [0; 3] };
    assert_eq!(user.extra.len(), 3);
    assert_eq!(json(&user), r#"{"id":1,"name":"Ada"}"#);
}
