use std::borrow::Cow;
use std::sync::Arc;

use algomo_core::{AlgomoVisitor, IdClaim, IdValue, TextClaim};

// Each option as the message advises it.
#[derive(AlgomoVisitor)]
struct User {
    #[algomo(id = |id| id.to_string())]
    uuid: uuid::Uuid,
    #[algomo(name = |name| name.to_string())]
    username: smol_str::SmolStr,
    #[algomo(email = |email| email.as_ref().map(ToString::to_string))]
    mail: Option<smol_str::SmolStr>,
    #[algomo(company_id = |id| id.as_ref().map(ToString::to_string))]
    org_id: Option<ulid::Ulid>,
}

#[derive(AlgomoVisitor)]
struct Row<'a> {
    #[algomo(id = |id| id.as_ref().map(ToString::to_string), optional)]
    user_id: Option<ulid::Ulid>,
    #[algomo(name = |name| name.as_ref().map(ToString::to_string))]
    nickname: &'a Option<Arc<String>>,
}

#[derive(AlgomoVisitor)]
struct Generic<T, N> {
    #[algomo(id, optional)]
    user_id: Option<T>,
    #[algomo(name)]
    full_name: N,
}

#[derive(AlgomoVisitor)]
struct OfNewtypes {
    #[algomo(id)]
    uid: UserId,
    #[algomo(name)]
    login: Login,
}

struct UserId(u64);

impl IdClaim for UserId {
    fn id_claim(&self) -> IdValue<'_> {
        self.0.id_claim()
    }
}

struct Login(String);

impl TextClaim for Login {
    fn text_claim(&self) -> Option<Cow<'_, str>> {
        self.0.text_claim()
    }
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    let user = |mail: Option<&str>, org_id| User {
        uuid: uuid::Uuid::max(),
        username: "Ada".into(),
        mail: mail.map(Into::into),
        org_id,
    };
    assert_eq!(
        json(&user(None, None)),
        r#"{"id":"ffffffff-ffff-ffff-ffff-ffffffffffff","name":"Ada"}"#,
    );
    assert_eq!(
        json(&user(Some("a@b.c"), Some(ulid::Ulid::from_parts(1, 2)))),
        concat!(
            r#"{"id":"ffffffff-ffff-ffff-ffff-ffffffffffff","name":"Ada","email":"a@b.c","#,
            r#""companyId":"00000000010000000000000002"}"#,
        ),
    );
    let nickname = Some(Arc::new("Bo".to_owned()));
    let row = |user_id| Row { user_id, nickname: &nickname };
    assert_eq!(json(&row(None)), "null");
    assert_eq!(
        json(&row(Some(ulid::Ulid::from_parts(1, 3)))),
        r#"{"id":"00000000010000000000000003","name":"Bo"}"#,
    );
    let generic = Generic { user_id: Some(1), full_name: "Cy" };
    assert_eq!(json(&generic), r#"{"id":1,"name":"Cy"}"#);
    let newtypes = OfNewtypes { uid: UserId(2), login: Login("Di".into()) };
    assert_eq!(json(&newtypes), r#"{"id":2,"name":"Di"}"#);
}
