use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User<T: Clone + std::fmt::Debug = u32, E = String>
where
    T: PartialEq,
{
    id: T,
    email: Option<E>,
    #[algomo(skip)]
    marker: std::marker::PhantomData<E>,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user: User = User { id: 1, email: None, marker: std::marker::PhantomData };
    let _ = &user.marker;
    assert_eq!(json(&user), r#"{"id":1}"#);
}
