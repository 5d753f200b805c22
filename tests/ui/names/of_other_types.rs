use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    uuid: uuid::Uuid,
    username: smol_str::SmolStr,
    mail: Option<smol_str::SmolStr>,
    org_id: Option<ulid::Ulid>,
}

#[derive(AlgomoVisitor)]
struct Row<'a> {
    user_id: Option<ulid::Ulid>,
    nickname: &'a Option<std::sync::Arc<String>>,
}

#[derive(AlgomoVisitor)]
struct Generic<T, N> {
    user_id: Option<T>,
    full_name: N,
}

#[derive(AlgomoVisitor)]
struct OfNewtypes {
    uid: UserId,
    login: Login,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Unfit {
    id: i64,
    picture: Vec<u8>,
    full_name: (String, String),
    tenant_id: f64,
    customdata: String,
}

struct UserId(u64);

struct Login(String);

fn main() {}
