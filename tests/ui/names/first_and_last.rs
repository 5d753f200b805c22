use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    first_name: String,
    last_name: String,
}

#[derive(AlgomoVisitor)]
struct Optional<'a> {
    id: i64,
    given_name: &'a str,
    family_name: Option<&'a str>,
}

#[derive(AlgomoVisitor)]
#[algomo(only(id, forename, surname))]
struct Listed {
    id: i64,
    forename: Box<str>,
    surname: std::borrow::Cow<'static, str>,
    hash: String,
}

#[derive(AlgomoVisitor)]
struct OfOtherTypes {
    id: i64,
    firstname: smol_str::SmolStr,
    lastname: smol_str::SmolStr,
}

#[derive(AlgomoVisitor)]
struct BothOptional {
    id: i64,
    first_name: Option<String>,
    last_name: Option<String>,
}

#[derive(AlgomoVisitor)]
struct OptionalOfOtherTypes {
    id: i64,
    first_name: Option<smol_str::SmolStr>,
    last_name: Option<i64>,
}

#[derive(AlgomoVisitor)]
struct Numbers {
    id: i64,
    first: i64,
    last: Option<i64>,
}

#[derive(AlgomoVisitor)]
struct Encrypted {
    id: i64,
    first_name: Vec<u8>,
    last_name: Option<Vec<u8>>,
}

#[derive(AlgomoVisitor)]
enum Session {
    Member { id: i64, first: String, r#last: Option<String> },
}

fn main() {}
