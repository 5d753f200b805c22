use std::sync::Arc;

use algomo_core::AlgomoVisitor;

// Each option as the message advises it.
#[derive(AlgomoVisitor)]
struct User {
    #[algomo(id = |id| id.as_ref().map(ToString::to_string), optional)]
    id: Option<ulid::Ulid>,
}

#[derive(AlgomoVisitor)]
struct Row {
    #[algomo(id = |id| id.as_ref().map(ToString::to_string), optional)]
    user: Option<uuid::Uuid>,
}

#[derive(AlgomoVisitor)]
enum Session {
    Key(#[algomo(id = |id| id.as_ref().map(ToString::to_string), optional)] Option<Arc<String>>),
}

#[derive(AlgomoVisitor)]
struct Generic<T> {
    #[algomo(id, optional)]
    id: Option<T>,
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = User { id: Some(ulid::Ulid::from_parts(1, 2)) };
    assert_eq!(json(&user), r#"{"id":"00000000010000000000000002"}"#);
    assert_eq!(json(&User { id: None }), "null");
    let row = Row { user: Some(uuid::Uuid::from_u128(1)) };
    assert_eq!(json(&row), r#"{"id":"00000000-0000-0000-0000-000000000001"}"#);
    assert_eq!(json(&Row { user: None }), "null");
    assert_eq!(json(&Session::Key(Some(Arc::new("k".into())))), r#"{"id":"k"}"#);
    assert_eq!(json(&Session::Key(None)), "null");
    assert_eq!(json(&Generic { id: Some("g") }), r#"{"id":"g"}"#);
    assert_eq!(json(&Generic { id: None::<u8> }), "null");
}
