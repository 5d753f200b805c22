use std::collections::HashMap;

use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(company_name = #[inline] |user: &User| company(user))]
struct User {
    #[algomo(id = #[inline] move |id| *id)]
    id: i64,
    #[algomo(
        name = #[inline] |names: &HashMap<u8, String>| first(names),
        email = #[allow(clippy::redundant_closure)] #[inline] |names: &HashMap<u8, String>| first(names)
    )]
    names: HashMap<u8, String>,
}

fn company(user: &User) -> String {
    format!("Company {}", user.id)
}

fn first(names: &HashMap<u8, String>) -> Option<&str> {
    names.get(&1).map(String::as_str)
}

fn main() {
    let user = User { id: 7, names: [(1, "Ada".to_owned())].into() };
    assert_eq!(
        serde_json::to_string(&user.visitor()).unwrap(),
        r#"{"id":7,"name":"Ada","email":"Ada","companyName":"Company 7"}"#,
    );
}
