#![allow(unused_braces, unused_parens)]

use std::borrow::Cow;
use std::marker::PhantomData;

use algomo_core::{AlgomoVisitor, IdClaim, IdValue, TextClaim};

trait Model {
    type Id;
}

struct Users;

impl Model for Users {
    type Id = u64;
}

impl<T: Model> Model for [T] {
    type Id = T::Id;
}

#[derive(AlgomoVisitor)]
struct Bracketed<T: Model> {
    id: <T>::Id,
}

#[derive(AlgomoVisitor)]
struct WithWhere<T>
where
    T: Model,
{
    id: <T>::Id,
    company_id: Option<<T as Model>::Id>,
}

#[derive(AlgomoVisitor)]
struct Qualified<T: Model> {
    id: <[T] as Model>::Id,
    #[algomo(skip)]
    model: PhantomData<T>,
}

#[derive(AlgomoVisitor)]
struct Optional<T: Model> {
    #[algomo(id, optional)]
    id: Option<<T>::Id>,
}

#[derive(AlgomoVisitor)]
struct Transparent<T: Model> {
    id: (<T>::Id),
}

#[derive(AlgomoVisitor)]
#[algomo(transparent)]
struct Current<S: Source>(<S>::User);

#[derive(AlgomoVisitor)]
enum Session<S: Source> {
    Guest,
    Member(<S>::User),
}

trait Source {
    type User;
}

impl Source for Users {
    type User = Bracketed<Users>;
}

macro_rules! of {
    ($($ty:ty),*) => {
        Wrapper<($($ty,)*)>
    };
}

struct Wrapper<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized> IdClaim for Wrapper<T> {
    fn id_claim(&self) -> IdValue<'_> {
        IdClaim::into_id_claim(7)
    }
}

impl<T: ?Sized> TextClaim for Wrapper<T> {
    fn text_claim(&self) -> Option<Cow<'_, str>> {
        Some("w".into())
    }
}

#[derive(AlgomoVisitor)]
struct Shapes<'a, T: 'a + ?Sized, const N: usize> {
    id: &'a Wrapper<dyn Fn(&T) -> &'a T + 'a>,
    name: Wrapper<for<'f> fn(&'f T, [u8; N]) -> Option<&'f T>>,
    email: of!(&'a T, u8),
    #[algomo(company_name)]
    last: (Wrapper<*const T>),
}

struct Len<const N: usize>;

impl<const N: usize> TextClaim for Len<N> {
    fn text_claim(&self) -> Option<Cow<'_, str>> {
        Some(N.to_string().into())
    }
}

const WIDE: bool = true;

#[derive(AlgomoVisitor)]
struct Lengths<const N: usize = { if WIDE { 1 } else { 2 } }> {
    id: i64,
    name: Len<{ match WIDE { true => 3, false => 4 } }>,
    email: Wrapper<[u8; if WIDE { 5 } else { 6 }]>,
    #[algomo(skip)]
    bytes: [[u8; { match WIDE { true => 1, false => 2 } }]; N],
}

#[derive(AlgomoVisitor)]
#[repr(u8)]
enum Discriminants {
    Guest = if WIDE { 1 } else { 2 },
    Member { id: u8, #[algomo(skip)] key: [u8; match WIDE { true => 1, _ => 2 }] } = { match WIDE { true => 4, _ => 5 } },
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    assert_eq!(json(&Bracketed::<Users> { id: 1 }), r#"{"id":1}"#);
    let with_where = WithWhere::<Users> { id: 1, company_id: Some(2) };
    assert_eq!(json(&with_where), r#"{"id":1,"companyId":2}"#);
    assert_eq!(json(&Qualified::<Users> { id: 1, model: PhantomData }), r#"{"id":1}"#);
    assert_eq!(json(&Optional::<Users> { id: None }), "null");
    assert_eq!(json(&Optional::<Users> { id: Some(3) }), r#"{"id":3}"#);
    assert_eq!(json(&Transparent::<Users> { id: 4 }), r#"{"id":4}"#);
    assert_eq!(json(&Current::<Users>(Bracketed { id: 5 })), r#"{"id":5}"#);
    assert_eq!(json(&Session::<Users>::Guest), "null");
    assert_eq!(json(&Session::<Users>::Member(Bracketed { id: 6 })), r#"{"id":6}"#);
    let shapes = Shapes::<'_, str, 3> {
        id: &Wrapper(PhantomData),
        name: Wrapper(PhantomData),
        email: Wrapper(PhantomData),
        last: Wrapper(PhantomData),
    };
    assert_eq!(json(&shapes), r#"{"id":7,"name":"w","email":"w","companyName":"w"}"#);
    let lengths: Lengths = Lengths { id: 8, name: Len, email: Wrapper(PhantomData), bytes: [[0]] };
    assert_eq!(lengths.bytes.len(), 1);
    assert_eq!(json(&lengths), r#"{"id":8,"name":"3","email":"w"}"#);
    let _ = Discriminants::Guest;
    assert_eq!(json(&Discriminants::Member { id: 9, key: [0] }), r#"{"id":9}"#);
}
