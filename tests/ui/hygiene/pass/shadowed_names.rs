#[allow(non_camel_case_types, dead_code)]
mod shadows {
    pub struct Option;
    pub struct Result;
    pub struct Some;
    pub struct None;
    pub struct Ok;
    pub struct Visitor;
    pub struct Contract;
    pub struct IdClaim;
    pub struct TextClaim;
    pub struct str;
    pub struct String;
    pub struct Self_;
    pub struct Box;
    pub struct core;
    pub struct std;
    pub struct algomo_core;
}

#[allow(unused_imports)]
use shadows::*;

#[allow(unused_macros)]
macro_rules! assert {
    ($($anything:tt)*) => {
        compile_error!("the wrong assert")
    };
}

#[allow(unused_macros)]
macro_rules! panic {
    ($($anything:tt)*) => {
        compile_error!("the wrong panic")
    };
}

#[derive(::algomo_core::AlgomoVisitor)]
struct User {
    id: u8,
    name: ::std::string::String,
    email: ::std::option::Option<&'static ::std::primitive::str>,
}

#[derive(::algomo_core::AlgomoVisitor)]
enum Session {
    Guest,
    Member(User),
}

fn main() {
    let user =
        User { id: 1, name: ::std::string::String::new(), email: ::std::option::Option::None };
    let session = Session::Member(user);
    let _ = Session::Guest;
    assert_eq!(::algomo_core::AlgomoVisitor::visitor(&session).is_some(), true);
}
